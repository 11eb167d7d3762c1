package org.domops.torture.schedule;

/**
 * What the calls of a procedure are told to do.
 *
 * @param target from 0
 * @param procedure a task, ITERATOR, INITIAL, {@code FINAL N} or {@code FINAL Y}
 * @param millis what each half of a call takes
 * @param faults how many calls of a run fail first
 * @param errorCode with which they fail; null: none does
 */
public record StepOrder(int target, String kind, String procedure, int millis, int faults, Integer errorCode) {

    /** Transient for the tasks of the operations, by their definition. */
    public static final int TRANSIENT = 20777;
    public static final int PERMANENT = 20555;

    /** Whether its calls take longer than a lease. */
    boolean slow() {
        return millis > 1_000;
    }

    @Override
    public String toString() {
        return kind + " " + procedure + " on " + target + ": " + faults + " × -" + errorCode;
    }
}
