package org.domops.demo;

/**
 * A sentence of the story and whether it came true.
 *
 * @param found what was found instead; empty if it came true
 */
record Check(String sentence, boolean ok, String found) {

    static Check of(String sentence, boolean ok, Object found) {
        return new Check(sentence, ok, ok ? "" : String.valueOf(found));
    }
}
