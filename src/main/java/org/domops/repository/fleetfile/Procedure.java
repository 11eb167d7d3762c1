package org.domops.repository.fleetfile;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A procedure of a package's specification.
 *
 * @param name in upper case, unless it is written in double quotes
 */
public record Procedure(String name, List<Parameter> parameters) {

    /** @param in whether a value alone can be given: false for OUT and IN OUT */
    public record Parameter(String name, boolean in, boolean hasDefault) {
    }

    /** Whether it can be called with this many values. */
    public boolean takes(int arguments) {
        long needed = parameters.stream().filter(parameter -> !parameter.hasDefault()).count();
        return needed <= arguments && arguments <= parameters.size()
                && parameters.stream().limit(arguments).allMatch(Parameter::in);
    }

    @Override
    public String toString() {
        return name.toLowerCase(Locale.ROOT) + parameters.stream()
                .map(parameter -> parameter.name() + (parameter.in() ? "" : " OUT"))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
