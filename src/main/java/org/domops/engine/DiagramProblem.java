package org.domops.engine;

import org.domops.error.DomCode;

/**
 * Why a diagram can't work.
 *
 * @param element the id of the element that has to be changed
 * @param wrong what is wrong with it
 * @param expected what it should be
 */
record DiagramProblem(String element, String wrong, String expected) {

    /** For a person, without a full stop. */
    @Override
    public String toString() {
        return DomCode.BAD_DIAGRAM.label() + " " + element + ": " + wrong + "; expected " + expected;
    }
}
