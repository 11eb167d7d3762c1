package org.domops;

import org.domops.delegate.WorkerProperties;
import org.domops.error.DomCode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import java.time.Duration;
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

    static class Asks {

        Asks(@Value("${asked.interval:1m}") Duration interval) {
        }
    }

    static class NeedsOneThatAsks {

        NeedsOneThatAsks(Asks asks) {
        }
    }

    @EnableScheduling
    static class Schedules {

        @Scheduled(fixedDelayString = "${asked.interval:1m}")
        void check() {
        }
    }

    private static RuntimeException notStarted(Class<?>... beans) {
        return catchThrowableOfType(RuntimeException.class, () -> {
            try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", Map.of("asked.interval", "soon")));
                context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
                context.register(beans);
                context.refresh();
            }
        });
    }

    @Test
    void a_setting_that_only_one_class_asks_for_is_named_with_its_value() {
        assertThat(BadSetting.in(notStarted(Asks.class))).hasValueSatisfying(told -> assertThat(told)
                .hasMessage("asked.interval is \"soon\": 'soon' is not a valid duration"));
        assertThat(BadSetting.in(notStarted(NeedsOneThatAsks.class, Asks.class))).hasValueSatisfying(told -> assertThat(told)
                .hasMessageStartingWith("asked.interval is \"soon\""));
        assertThat(BadSetting.in(notStarted(Schedules.class))).hasValueSatisfying(told -> assertThat(told)
                .hasMessageContaining("\"soon\"").hasMessageContaining("check"));
    }

    @Test
    void what_a_setting_says_itself_and_other_errors_are_left_as_they_are() {
        assertThat(BadSetting.in(refused("DOM_WORKER_LEASE", "1s"))).isEmpty();
        assertThat(BadSetting.in(new IllegalStateException("the disk is full"))).isEmpty();
    }
}
