package org.domops.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.domops.repository.ParameterDefinition;
import org.domops.repository.PlannedObject;
import org.domops.target.Finding;
import org.domops.target.Finding.Level;
import org.domops.target.PackageSource;

/** The parameters that an operation's packages read by a name that stands in their source. */
final class NeededParameters {

    private static final String SUBJECT = "parameters";

    private final Map<String, Boolean> names = new TreeMap<>();

    NeededParameters(List<PackageSource> packages, String dialect) {
        packages.forEach(source -> ReadParameters.in(SourceText.of(source.source(), "mariadb".equals(dialect)))
                .forEach((name, needed) -> names.merge(name, needed, Boolean::logicalOr)));
    }

    /** A failure, or a warning if the package may do without, for each that an object lacks; one OK if none does. */
    List<Finding> missing(List<ParameterDefinition> defined, List<PlannedObject> objects, int instance) {
        List<Finding> findings = new ArrayList<>();
        names.forEach((name, needed) -> {
            List<PlannedObject> without = objects.stream()
                    .filter(object -> defined.stream().noneMatch(parameter -> counts(parameter, name, object, instance))).toList();
            if (!without.isEmpty()) {
                findings.add(new Finding(needed ? Level.FAILURE : Level.WARNING, SUBJECT, name + " is not defined for " + (without.size() == objects.size()
                        ? "any object" : without.stream().map(object -> object.owner() + "." + object.name())
                                .collect(Collectors.joining(", "))) + ", instance " + instance
                        + (needed ? "" : "; the package has an exception handler where it reads it")));
            }
        });
        if (findings.isEmpty()) {
            findings.add(Finding.ok(SUBJECT, names.isEmpty() ? "the packages read none by a name in their source"
                    : String.join(", ", names.keySet()) + (names.size() == 1 ? " is" : " are") + " defined"));
        }
        return findings;
    }

    /** The target looks it up in the same way; whether a value is of the type that is asked for shows only there. */
    private static boolean counts(ParameterDefinition parameter, String name, PlannedObject object, int instance) {
        return parameter.name().toUpperCase(Locale.ROOT).equals(name)
                && (parameter.objectName() == null || parameter.objectName().equalsIgnoreCase(object.name())
                        && (parameter.objectOwner() == null || parameter.objectOwner().equalsIgnoreCase(object.owner())))
                && (parameter.instance() == null || parameter.instance() == instance);
    }
}
