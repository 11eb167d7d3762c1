package org.domops.local;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A server's data folder, held by one process at a time. */
public final class DataFolderLock implements AutoCloseable {

    private static final String LOCK = "dom.lock";
    private static final String PID = "dom.pid";

    private final FileChannel lock;

    private DataFolderLock(FileChannel lock) {
        this.lock = lock;
    }

    /**
     * Makes the folder if it is missing and takes it for this process, until it is closed or the process ends in any way.
     *
     * @throws DomException DATA_FOLDER_IN_USE, naming the process that has it, or why it can't be used
     */
    public static DataFolderLock take(Path folder) {
        try {
            PrivateFolder.make(folder);
            FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new DomException(DomCode.DATA_FOLDER_IN_USE, "the data folder " + folder + " is in use" + holder(folder));
            }
            // beside the lock, not in it: Windows lets nobody read a locked file
            Files.writeString(folder.resolve(PID), Long.toString(ProcessHandle.current().pid()));
            return new DataFolderLock(channel);
        } catch (IOException e) {
            throw new DomException(DomCode.DATA_FOLDER_IN_USE, "the data folder " + folder + " can't be used: " + e, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path folder) {
        try {
            return " by process " + Files.readString(folder.resolve(PID), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            // its holder has just begun: the message goes without the number
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
