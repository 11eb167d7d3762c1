package org.domops;

import org.domops.error.Causes;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

import java.util.Optional;
import java.util.regex.Pattern;

/** Tells a setting that can't be read from the other reasons for which a server does not start. */
final class BadSetting {

    /** {@code ${name}}, or with a default value. */
    private static final Pattern NAME = Pattern.compile("\\$\\{([^:}]+)[^}]*}");
    /** The scheduler's words, which name the value. */
    private static final String SCHEDULE = "Encountered invalid @Scheduled method";

    private BadSetting() {
    }

    /**
     * @param failed why the server did not start
     * @return INVALID_REQUEST with the setting, its value, and where it comes from; empty: it is none, or says so itself
     */
    static Optional<DomException> in(Throwable failed) {
        if (Causes.first(DomException.class, failed).isPresent()) {
            return Optional.empty();
        }
        return Causes.first(BindException.class, failed).map(bad -> bad.getName() + value(bad.getProperty()) + ": " + Causes.reason(bad))
                .or(() -> Causes.of(failed).flatMap(cause -> injected(cause).stream()).findFirst())
                .or(() -> Causes.of(failed).map(Throwable::getMessage).filter(said -> said != null && said.startsWith(SCHEDULE)).findFirst())
                .map(said -> new DomException(DomCode.INVALID_REQUEST, said, failed));
    }

    /** What a class asks for by itself. */
    private static Optional<String> injected(Throwable failed) {
        if (!(failed instanceof UnsatisfiedDependencyException bean && bean.getInjectionPoint() != null
                && bean.getCause() instanceof TypeMismatchException mismatch)) {
            return Optional.empty();
        }
        return Optional.ofNullable(bean.getInjectionPoint().getAnnotation(Value.class)).map(asked ->
                NAME.matcher(asked.value()).replaceAll("$1") + " is \"" + mismatch.getValue() + "\": " + Causes.reason(mismatch));
    }

    private static String value(ConfigurationProperty property) {
        return property == null ? "" : " is \"" + property.getValue() + "\" (" + property.getOrigin() + ")";
    }
}
