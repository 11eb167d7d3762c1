package org.domops.repository.fleetfile;

/**
 * An object of the databases, by what makes it unique.
 *
 * @param type in upper case, e.g. {@code TABLE}
 * @param owner as written
 * @param name as written
 */
public record ObjectName(String type, String owner, String name) {

    /** {@code OWNER.NAME}. */
    public String qualified() {
        return owner + "." + name;
    }

    @Override
    public String toString() {
        return type + " " + qualified();
    }
}
