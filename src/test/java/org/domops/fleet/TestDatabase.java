package org.domops.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** One server for all tests of a JVM, started at first use, ended with the JVM; tests make schemas of their own. */
public final class TestDatabase {

    private static final Path BASE = Path.of("target", "fleet-base");
    private static final Path FOLDERS = Path.of("target", "fleet-shared");
    private static final Path LOCK = Path.of("target", "fleet-shared.lock");

    private TestDatabase() {
    }

    /** The running server. */
    public static EmbeddedDatabase shared() {
        return Holder.DATABASE;
    }

    /** Where the binaries are unpacked to, once for all test runs. */
    public static Path base() {
        ServerBinaries.unpack(BASE.toAbsolutePath(), System.out::println);
        return BASE;
    }

    private static final class Holder {
        static final EmbeddedDatabase DATABASE = start();
    }

    private static EmbeddedDatabase start() {
        try {
            Files.createDirectories(FOLDERS);
            // failsafe's forks start at the same moment
            try (FileChannel lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                removeLeftOver();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // a folder by process: surefire and an IDE may run at once
        Path folder = FOLDERS.resolve(Long.toString(ProcessHandle.current().pid()));
        return EmbeddedDatabase.start(EmbeddedDatabaseSettings.of("TEST", folder, BASE), System.out::println);
    }

    private static void removeLeftOver() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(FOLDERS)) {
            folders = all.filter(each -> ProcessHandle.of(Long.parseLong(each.getFileName().toString())).isEmpty()).toList();
        }
        for (Path each : folders) {
            try (ServerFolder folder = ServerFolder.open("TEST", each.toAbsolutePath())) {
                LeftOverServer.stop(folder, System.out::println);
            }
            Trees.delete(each);
        }
    }
}
