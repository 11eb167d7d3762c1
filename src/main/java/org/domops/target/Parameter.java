package org.domops.target;

import java.util.Objects;

/**
 * A parameter as it goes to a target.
 *
 * @param objectOwner null: objects of any owner, or no object
 * @param objectName null: for every object
 * @param instance null: for every instance of the operation
 * @param value null: defined, as null. It may be secret, so {@link #toString()} leaves it out
 */
public record Parameter(String name, String objectOwner, String objectName, Integer instance, String value) {

    public Parameter {
        Objects.requireNonNull(name);
    }

    @Override
    public String toString() {
        return "Parameter[" + name + ", " + objectOwner + "." + objectName + ", instance " + instance + "]";
    }
}
