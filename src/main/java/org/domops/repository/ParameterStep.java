package org.domops.repository;

/** What a parameter is defined for, the most specific first: the order in which it is looked up. */
public enum ParameterStep {
    OBJECT_AND_INSTANCE("object and instance"),
    OBJECT("object"),
    INSTANCE("instance"),
    ALL("all objects and instances");

    private final String words;

    ParameterStep(String words) {
        this.words = words;
    }

    static ParameterStep of(ParameterDefinition parameter) {
        if (parameter.objectName() != null) {
            return parameter.instance() != null ? OBJECT_AND_INSTANCE : OBJECT;
        }
        return parameter.instance() != null ? INSTANCE : ALL;
    }

    /** As it reads in a table. */
    public String words() {
        return words;
    }
}
