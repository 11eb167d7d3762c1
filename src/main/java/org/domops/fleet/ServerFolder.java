package org.domops.fleet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/** The folder of one server, locked for this JVM: another JVM's living server is never taken for a left-over one. */
final class ServerFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel lockFile;
    private final String rootPassword;

    private ServerFolder(Path root, FileChannel lockFile) throws IOException {
        this.root = root;
        this.lockFile = lockFile;
        this.rootPassword = Secrets.readOrMake(rootPasswordFile());
    }

    static ServerFolder open(String name, Path root) {
        FileChannel channel = null;
        try {
            Files.createDirectories(root);
            channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw inUse(name, root, "another running process");
            }
            return new ServerFolder(root, channel);
        } catch (OverlappingFileLockException e) {
            throw inUse(name, root, "this process");
        } catch (IOException e) {
            throw new DomException(DomCode.FLEET_START_FAILED, name + ": folder " + root + " can't be used: " + e, e);
        }
    }

    private static DomException inUse(String name, Path root, String who) {
        return new DomException(DomCode.FLEET_IN_USE, name + ": folder " + root + " is in use by " + who);
    }

    /** Copies the template's data into a folder that has none yet. */
    void fillFrom(ServerBinaries binaries) throws IOException {
        if (!Files.exists(data())) {
            Path half = root.resolve("data.new");
            Trees.delete(half);
            Trees.copy(binaries.template(), half);
            Files.move(half, data());
        }
    }

    Path data() {
        return root.resolve("data");
    }

    Path temporary() throws IOException {
        return Files.createDirectories(root.resolve("tmp"));
    }

    Path logFile() {
        return root.resolve("server.log");
    }

    Path processFile() {
        return root.resolve("process");
    }

    Path initialSql() {
        return root.resolve("initial.sql");
    }

    Path rootPasswordFile() {
        return root.resolve("root-password");
    }

    String rootPassword() {
        return rootPassword;
    }

    /** 0 if there was none. */
    int lastPort() throws IOException {
        Path file = root.resolve("port");
        if (!Files.exists(file)) {
            return 0;
        }
        String text = Files.readString(file).strip();
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    void rememberPort(int port) throws IOException {
        Files.writeString(root.resolve("port"), port + "\n", StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new DomException(DomCode.INTERNAL, "the lock of folder " + root + " can't be given back: " + e, e);
        }
    }
}
