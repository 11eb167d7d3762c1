package org.domops;

import java.util.Locale;
import java.util.Optional;

/** Settings that are needed before Spring reads any: an argument {@code --dom.x=}, else the environment's {@code DOM_X}. */
final class ServerArgument {

    private ServerArgument() {
    }

    /** @return the last such argument's value, else the variable's; empty: neither is set, or it is blank */
    static Optional<String> value(String name, String... args) {
        String value = System.getenv(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
        for (String arg : args) {
            if (arg.startsWith("--" + name + "=")) {
                value = arg.substring(name.length() + 3);
            }
        }
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
