package org.domops.target.mariadb;

/** Code can't be replaced now, because a step runs it. MariaDB itself would let it happen. */
final class CodeInUse extends Exception {

    private final transient String lockName;

    CodeInUse(String message, String lockName) {
        super(message);
        this.lockName = lockName;
    }

    /** The lock of the step's lane: free when the step has ended. */
    String lockName() {
        return lockName;
    }
}
