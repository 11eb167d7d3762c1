package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * Settings {@code dom.retention.*}: ages after a run's end, e.g. {@code 400d}.
 *
 * @param runs after which a run that is over is deleted with all that is logged of it; null: it is kept for ever
 * @param statements after which its rows of DOM$SQL_LOG are deleted; null: they are kept as long as the run
 */
@ConfigurationProperties("dom.retention")
record RetentionProperties(Duration runs, Duration statements) {

    RetentionProperties {
        require("runs", runs);
        require("statements", statements);
    }

    private static void require(String name, Duration age) {
        if (age != null && (age.isZero() || age.isNegative())) {
            throw new DomException(DomCode.INVALID_REQUEST, "dom.retention." + name + " is " + age
                    + "; expected an age of more than nothing, e.g. 400d, or nothing to keep them for ever");
        }
    }
}
