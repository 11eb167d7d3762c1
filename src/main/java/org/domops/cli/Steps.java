package org.domops.cli;

/** Names of steps and their errors as people read them. */
final class Steps {

    private Steps() {
    }

    /** E.g. {@code SALES.CDR_DATA round 2}; {@code -} where there is no object. */
    static String place(String object, int iteration) {
        if (object == null) {
            return "-";
        }
        return iteration > 0 ? object + " round " + iteration : object;
    }

    /** The message with the database's own code before it; null stays null. */
    static String message(Integer errorCode, String message) {
        if (errorCode == null || message != null && message.contains(errorCode.toString())) {
            return message;
        }
        return errorCode + (message == null ? "" : " " + message);
    }
}
