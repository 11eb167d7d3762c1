package org.domops.console;

/** How a person calls the program, for hints that can be pasted. */
public final class ProgramName {

    private ProgramName() {
    }

    /** As it was typed, e.g. {@code ./dom}; {@code dom} when the script did not say. */
    public static String typed() {
        return System.getProperty("dom.command", "dom");
    }
}
