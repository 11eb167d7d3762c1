package org.domops.repository;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds which definition of a parameter counts, as {@code DOM.get_*_param} does on a target: object and instance, object
 * only, instance only, neither.
 */
public final class ParameterLookup {

    private final List<ParameterDefinition> definitions;

    /** @param definitions of one operation in one environment */
    public ParameterLookup(List<ParameterDefinition> definitions) {
        this.definitions = List.copyOf(definitions);
    }

    /**
     * The definition that counts for each parameter, by name in upper case; one that is not in it is -20115.
     *
     * @param owner null, as is the name: for no object
     */
    public Map<String, ParameterDefinition> of(String owner, String object, int instance) {
        Map<String, ParameterDefinition> found = new TreeMap<>();
        Comparator<ParameterDefinition> specific = Comparator.comparing(ParameterStep::of);
        for (ParameterDefinition definition : definitions) {
            boolean ofObject = definition.objectName() == null || definition.objectName().equalsIgnoreCase(object)
                    && definition.objectOwner().equalsIgnoreCase(owner);
            if (ofObject && (definition.instance() == null || definition.instance() == instance)) {
                found.merge(definition.name(), definition,
                        (one, other) -> specific.compare(one, other) <= 0 ? one : other);
            }
        }
        return found;
    }
}
