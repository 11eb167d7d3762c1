package org.domops.repository.fleetfile;

/**
 * One mistake in a fleet file, or in a source file that it refers to.
 *
 * @param file the file's name as people know it, never null
 * @param line from 1
 * @param column from 1
 * @param message what is wrong, without a full stop; never null
 * @param expected what should be there instead, without a full stop; never null
 */
public record Mistake(String file, int line, int column, String message, String expected) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message + "; expected " + expected;
    }
}
