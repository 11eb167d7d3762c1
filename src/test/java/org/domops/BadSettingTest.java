package org.domops;

import org.domops.delegate.WorkerProperties;
import org.domops.error.DomCode;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class BadSettingTest {

    private static RuntimeException refused(String variable, String value) {
        var source = new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of("DOM_WORKER_LANES", "1", "DOM_WORKER_LEASE", "20s", "DOM_WORKER_HEARTBEAT", "5s", "DOM_WORKER_POLL", "1s",
                        "DOM_WORKER_STOP_TIMEOUT", "30s"));
        var first = new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, value));
        Binder binder = new Binder(ConfigurationPropertySources.from(List.of(first, source)));
        return new IllegalStateException("a bean",
                catchThrowableOfType(RuntimeException.class, () -> binder.bind("dom.worker", WorkerProperties.class).get()));
    }

    @Test
    void a_setting_that_can_not_be_read_is_named_with_its_value_and_where_it_is() {
        assertThat(BadSetting.in(refused("DOM_WORKER_LEASE", "abc"))).hasValueSatisfying(told -> {
            assertThat(told.code()).isEqualTo(DomCode.INVALID_REQUEST);
            assertThat(told).hasMessageStartingWith("dom.worker.lease is \"abc\" (").hasMessageContaining("DOM_WORKER_LEASE")
                    .hasMessageEndingWith(": 'abc' is not a valid duration");
        });
    }

    @Test
    void what_a_setting_says_itself_and_other_errors_are_left_as_they_are() {
        assertThat(BadSetting.in(refused("DOM_WORKER_LEASE", "1s"))).isEmpty();
        assertThat(BadSetting.in(new IllegalStateException("the disk is full"))).isEmpty();
    }
}
