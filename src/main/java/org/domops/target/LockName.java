package org.domops.target;

/** Names of the locks that keep two owners of a lane apart. */
public final class LockName {

    private static final String PREFIX = "DOM.";
    /** MariaDB's limit; Oracle's DBMS_LOCK takes 128. */
    private static final int LONGEST = 64;

    private LockName() {
    }

    /**
     * The lane's lock: the same for every server and session of the repository, and for every name the schema has.
     *
     * @return at most 64 characters, always the same for the same arguments
     */
    public static String of(String repositoryUuid, String operationName, int operationInstance, String schema) {
        return hashed(String.join("\n", repositoryUuid, operationName, Integer.toString(operationInstance), schema));
    }

    /** The lock of one of several parallel steps of a lane: the same for all attempts at it. */
    public static String ofBranch(String laneLock, long taskLogId) {
        return hashed(String.join("\n", "branch", laneLock, Long.toString(taskLogId)));
    }

    /** The lock under which code is installed into a schema, whichever repository it serves. */
    public static String ofInstall(String schema) {
        return hashed("install\n" + schema);
    }

    private static String hashed(String what) {
        return PREFIX + Sha256.of(what).substring(0, LONGEST - PREFIX.length());
    }
}
