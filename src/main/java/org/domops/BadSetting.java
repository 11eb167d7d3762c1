package org.domops;

import org.domops.error.Causes;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

import java.util.Optional;

/** Tells a setting that can't be read from the other reasons for which a server does not start. */
final class BadSetting {

    private BadSetting() {
    }

    /**
     * @param failed why the server did not start
     * @return INVALID_REQUEST with the setting, its value, and where it comes from; empty: it is none, or says so itself
     */
    static Optional<DomException> in(RuntimeException failed) {
        if (Causes.first(DomException.class, failed).isPresent()) {
            return Optional.empty();
        }
        return Causes.first(BindException.class, failed).map(bad -> new DomException(DomCode.INVALID_REQUEST,
                bad.getName() + value(bad.getProperty()) + ": " + Causes.reason(bad), failed));
    }

    private static String value(ConfigurationProperty property) {
        return property == null ? "" : " is \"" + property.getValue() + "\" (" + property.getOrigin() + ")";
    }
}
