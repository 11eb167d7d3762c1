package org.domops.target;

import java.util.Set;

/** How an attempt at a step ended on the target. */
public sealed interface StepResult {

    /** True: the procedure was not called now; this is what an earlier call recorded. */
    boolean collected();

    /** True: an earlier call of the attempt died without a mark, so its statements may have run before. */
    boolean possiblyRepeated();

    /** SHA-256 of the package source that the attempt ran, as it was installed then; null: not known to the target. */
    String sha256();

    /** Whose session it was, e.g. {@code SALESPRD02 connection 17}. */
    String session();

    /** The procedure returned; its work and the mark were committed together. */
    record Completed(boolean collected, boolean possiblyRepeated, String session, String sha256) implements StepResult {
    }

    /**
     * The procedure raised an error; what it had not committed was rolled back.
     *
     * @param errorCode -20999 to -20000 from {@code RAISE_APPLICATION_ERROR}, e.g. -20100; else the database's own,
     *     e.g. 1114 on MariaDB, -1653 on Oracle
     * @param text the database's own text
     */
    record Failed(int errorCode, String text, ErrorClass errorClass, boolean collected, boolean possiblyRepeated,
            String session, String sha256) implements StepResult {

        /**
         * True if the same call may work at the next try. Cancelled statements and refused logins are never transient.
         *
         * @param alsoTransient error codes that are transient for this step, beside the dialect's own
         */
        public boolean transientError(Set<Integer> alsoTransient) {
            return errorClass == ErrorClass.TRANSIENT
                    || errorClass == ErrorClass.PERMANENT && alsoTransient.contains(errorCode);
        }
    }
}
