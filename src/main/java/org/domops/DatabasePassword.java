package org.domops;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The password of the repository's own user {@code dom} in H2: generated with a new data folder, kept in the file
 * {@code database-password}, which only its owner can read. It has nothing to do with the password of the user admin.
 *
 * @param value empty where a data folder of an older version has none
 * @param file where it is, or would be, kept
 */
record DatabasePassword(String value, Path file) implements RepositoryLogin {

    static DatabasePassword in(Path dataFolder) {
        Path file = dataFolder.resolve("database-password");
        try {
            FirstStart.prepare(dataFolder);
            if (Files.exists(file)) {
                return new DatabasePassword(Files.readString(file).strip(), file);
            }
            boolean older = Files.exists(dataFolder.resolve("dom.mv.db"));
            return new DatabasePassword(older ? "" : SecretFile.make(file), file);
        } catch (IOException e) {
            throw new DomException(DomCode.DATA_FOLDER_IN_USE, "the file " + file + " with the database password, or the "
                    + "database beside it, can't be read or written: " + e, e);
        }
    }

    @Override
    public String profile() {
        return "";
    }

    @Override
    public boolean shared() {
        return false;
    }

    /** The data folder has one server, see {@link org.domops.local.DataFolderLock}. */
    @Override
    public StartTurn turn(Consumer<String> tell) {
        return StartTurn.ALONE;
    }

    @Override
    public String refusal() {
        return "the repository in " + file.getParent() + (Files.exists(file) ? " refused the password in " + file
                : " wants a password, and " + file + " is not there");
    }

    @Override
    public String toString() {
        return "DatabasePassword in " + file;
    }
}
