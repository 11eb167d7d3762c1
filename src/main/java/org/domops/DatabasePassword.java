package org.domops;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * The password of the repository's own user {@code dom} in H2: generated with a new data folder, kept in the file
 * {@code database-password}, which only its owner can read. It has nothing to do with the password of the user admin.
 *
 * @param value empty where a data folder of an older version has none
 * @param file where it is, or would be, kept
 */
record DatabasePassword(String value, Path file) {

    private static final String REFUSED = "28000";

    static DatabasePassword in(Path dataFolder) {
        Path file = dataFolder.resolve("database-password");
        try {
            if (Files.exists(file)) {
                return new DatabasePassword(Files.readString(file).strip(), file);
            }
            boolean older = Files.exists(dataFolder.resolve("dom.mv.db"));
            return new DatabasePassword(older ? "" : SecretFile.make(file), file);
        } catch (IOException e) {
            throw new DomException(DomCode.DATA_FOLDER_IN_USE, "the file " + file + " with the database password can't be "
                    + "read or written: " + e, e);
        }
    }

    /** @throws DomException REPOSITORY_LOGIN, if starting fails because the repository refuses this password */
    <T> T judged(Supplier<T> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && REFUSED.equals(sql.getSQLState())) {
                    throw new DomException(DomCode.REPOSITORY_LOGIN, "the repository in " + file.getParent()
                            + (Files.exists(file) ? " refused the password in " + file : " wants a password, and " + file
                            + " is not there"), e);
                }
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return "DatabasePassword in " + file;
    }
}
