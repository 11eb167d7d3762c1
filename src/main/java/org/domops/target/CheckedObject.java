package org.domops.target;

/** @param type e.g. TABLE */
public record CheckedObject(String type, String owner, String name) {

    public boolean isTable() {
        return type.equalsIgnoreCase("TABLE");
    }

    /** E.g. {@code TABLE SALES.CDR_DATA}. */
    @Override
    public String toString() {
        return type + " " + owner + "." + name;
    }
}
