package org.domops.repository;

/**
 * An enabled parameter of an operation in an environment.
 *
 * @param name in upper case
 * @param objectOwner null, as is the object's name: for all objects
 * @param instance null: for all instances
 * @param value may be null: defined as null
 * @param secret whether the value must not be shown to people
 */
public record ParameterDefinition(
        String name, String objectOwner, String objectName, Integer instance, String value, boolean secret) {

    /** Without a secret value. */
    @Override
    public String toString() {
        return "ParameterDefinition[" + name + "=" + (secret ? "******" : value) + ", object=" + objectOwner + "."
                + objectName + ", instance=" + instance + "]";
    }
}
