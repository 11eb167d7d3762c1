package org.domops.console;

/** The one-letter statuses of DOM$STATUS as people read them. */
public enum Status {
    P("planned", Colour.PLAIN),
    R("running", Colour.BLUE),
    C("completed", Colour.GREEN),
    E("errored", Colour.RED),
    F("failed", Colour.RED),
    H("halted", Colour.YELLOW),
    K("cancelling", Colour.YELLOW),
    X("cancelled", Colour.YELLOW),
    S("skipped", Colour.PLAIN);

    private final String word;
    private final Colour colour;

    Status(String word, Colour colour) {
        this.word = word;
        this.colour = colour;
    }

    public String word() {
        return word;
    }

    /** Letter and word, e.g. {@code E errored}; a letter that this version does not know stays as it is. */
    public static Cell cell(String letter) {
        for (Status status : values()) {
            if (status.name().equals(letter)) {
                return new Cell(letter + " " + status.word, status.colour);
            }
        }
        return Cell.of(letter);
    }
}
