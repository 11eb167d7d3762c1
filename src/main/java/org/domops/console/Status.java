package org.domops.console;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.util.Arrays;
import java.util.stream.Collectors;

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

    /**
     * @param text a letter or a word, in any case, e.g. {@code e} or {@code errored}
     * @throws DomException INVALID_REQUEST if there is no such status
     */
    public static String letter(String text) {
        return Arrays.stream(values()).filter(s -> s.name().equalsIgnoreCase(text) || s.word.equalsIgnoreCase(text))
                .map(Enum::name).findFirst()
                .orElseThrow(() -> new DomException(DomCode.INVALID_REQUEST, "'" + text + "' is not a status; expected one of "
                        + Arrays.stream(values()).map(s -> s.name() + " (" + s.word + ")").collect(Collectors.joining(", "))));
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
