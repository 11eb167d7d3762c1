package org.domops.run;

import org.domops.error.Causes;
import org.domops.error.DomException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class RetentionPropertiesTest {

    private static RetentionProperties runs(String age) {
        return new Binder(new MapConfigurationPropertySource(Map.of("dom.retention.runs", age)))
                .bind("dom.retention", RetentionProperties.class).get();
    }

    @Test
    void a_number_alone_is_of_days_and_not_of_milliseconds() {
        assertThat(runs("400").runs()).isEqualTo(Duration.ofDays(400)).isEqualTo(runs("400d").runs());
    }

    @Test
    void an_age_is_said_as_it_is_written() {
        assertThat(RetentionProperties.text(runs("400d").runs())).isEqualTo("400d");
        assertThat(RetentionProperties.text(runs("90m").runs())).isEqualTo("5400s");
    }

    @Test
    void an_age_of_nothing_is_refused_as_it_would_delete_every_run() {
        assertThat(Causes.first(DomException.class, catchThrowable(() -> runs("0d")))).hasValueSatisfying(refused ->
                assertThat(refused).hasMessageContaining("dom.retention.runs").hasMessageContaining("more than nothing"));
    }
}
