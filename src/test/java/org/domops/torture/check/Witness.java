package org.domops.torture.check;

/**
 * A row that a procedure left on its target, outside DOM. Ids grow in the order in which a server's sessions wrote them.
 *
 * @param target the database's name
 * @param handle the run's number
 * @param procedure FINAL with its argument: {@code FINAL Y}
 * @param mark BEGIN, AWAKE, SQL1, SQL2, FAULT, COMPLETE or END
 * @param callId id of the call's BEGIN
 * @param taskLogId as DOM's own table on the target said
 */
public record Witness(long id, String target, String handle, String object, int round, String procedure, String mark,
                      long callId, long sessionId, long taskLogId, int attempt, Integer errorCode) {

    boolean is(String wanted) {
        return mark.equals(wanted);
    }

    boolean task() {
        return procedure.startsWith("TASK");
    }

    /** The lane: its witnesses are never mixed up with another's. */
    String lane() {
        return "run " + handle + " on " + target;
    }

    /** The step. */
    String step() {
        return lane() + ", " + object + " round " + round + " " + procedure;
    }
}
