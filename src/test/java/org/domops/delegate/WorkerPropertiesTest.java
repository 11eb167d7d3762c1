package org.domops.delegate;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkerPropertiesTest {

    @Test
    void an_environment_variable_has_underscores_for_dots_and_dashes() {
        var variables = new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of("DOM_WORKER_STOP_TIMEOUT", "2m"));
        assertThat(new Binder(ConfigurationPropertySources.from(variables)).bind("dom.worker.stop-timeout", Duration.class).get())
                .isEqualTo(Duration.ofMinutes(2));
    }

    private static WorkerProperties bound(String name, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("dom.worker.lanes", "50", "dom.worker.lease", "20s",
                "dom.worker.heartbeat", "5s", "dom.worker.poll", "1s", "dom.worker.stop-timeout", "30s"));
        settings.put("dom.worker." + name, value);
        return new Binder(new MapConfigurationPropertySource(settings)).bind("dom.worker", WorkerProperties.class).get();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "lanes        | 0    | dom.worker.lanes is 0; expected at least 1",
        "lease        | 14s  | dom.worker.lease is 14000ms; expected at least three heartbeats (dom.worker.heartbeat is 5000ms)",
        "heartbeat    | 7s   | dom.worker.lease is 20000ms; expected at least three heartbeats (dom.worker.heartbeat is 7000ms)",
        "heartbeat    | 0    | dom.worker.heartbeat is 0ms; expected more than nothing, e.g. 5s",
        "poll         | 0    | dom.worker.poll is 0ms; expected more than nothing, e.g. 1s",
        "stop-timeout | -1s  | dom.worker.stop-timeout is -1000ms; expected 0 or more, e.g. 30s"})
    void settings_with_which_lanes_would_change_their_owners_are_refused(String name, String value, String message) {
        assertThatThrownBy(() -> bound(name, value)).rootCause().isInstanceOfSatisfying(DomException.class, refused -> {
            assertThat(refused.code()).isEqualTo(DomCode.INVALID_REQUEST);
            assertThat(refused).hasMessage(message);
        });
    }

    @Test
    void a_lease_of_three_heartbeats_is_enough() {
        assertThat(bound("lease", "15s").lease()).isEqualTo(Duration.ofSeconds(15));
    }
}
