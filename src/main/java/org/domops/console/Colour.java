package org.domops.console;

/** The few colours that a status has on a terminal. */
public enum Colour {
    PLAIN(""), BOLD("\033[1m"), RED("\033[31m"), GREEN("\033[32m"), YELLOW("\033[33m"), BLUE("\033[34m");

    private static final String RESET = "\033[0m";

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String paint(String text) {
        return this == PLAIN ? text : code + text + RESET;
    }
}
