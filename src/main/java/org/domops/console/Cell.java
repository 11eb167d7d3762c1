package org.domops.console;

/** A value in a table. */
public record Cell(String text, Colour colour) {

    /** Text from a server or a database can't move the cursor or change the terminal: control characters become spaces. */
    public Cell {
        text = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** @param value null: an empty cell */
    public static Cell of(Object value) {
        return new Cell(value == null ? "" : value.toString(), Colour.PLAIN);
    }
}
