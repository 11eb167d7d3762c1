package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.convert.DurationUnit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Settings {@code dom.retention.*}: ages after a run's end, e.g. {@code 400d}; a number alone is of days.
 *
 * @param runs after which a run that is over is deleted with all that is logged of it; null: it is kept for ever
 * @param statements after which its rows of DOM$SQL_LOG are deleted; null: they are kept as long as the run
 */
@ConfigurationProperties("dom.retention")
record RetentionProperties(@DurationUnit(ChronoUnit.DAYS) Duration runs, @DurationUnit(ChronoUnit.DAYS) Duration statements) {

    RetentionProperties {
        require("runs", runs);
        require("statements", statements);
    }

    /** As it is written in settings. */
    static String text(Duration age) {
        return DurationStyle.SIMPLE.print(age, age.toDays() > 0 ? ChronoUnit.DAYS : ChronoUnit.SECONDS);
    }

    private static void require(String name, Duration age) {
        if (age != null && (age.isZero() || age.isNegative())) {
            throw new DomException(DomCode.INVALID_REQUEST, "dom.retention." + name + " is " + age
                    + "; expected an age of more than nothing, e.g. 400d, or nothing to keep them for ever");
        }
    }
}
