package org.domops.demo;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.fleet.FleetFolder;
import org.domops.local.DataFolderLock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything a demo makes, in one folder, held by one demo at a time. */
final class DemoFolder implements AutoCloseable {

    private final Path root;
    private final DataFolderLock lock;

    private DemoFolder(Path root, DataFolderLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /** @throws DomException DATA_FOLDER_IN_USE, naming the process of the demo that runs in it */
    static DemoFolder take(Path root) {
        return new DemoFolder(root, DataFolderLock.take(root));
    }

    Path fleet() {
        return root.resolve("fleet");
    }

    Path fleetFile() {
        return root.resolve("fleet.yaml");
    }

    Path data() {
        return root.resolve("data");
    }

    Path serverLog() {
        return root.resolve("server.log");
    }

    Path serverProcess() {
        return root.resolve("server.process");
    }

    Path root() {
        return root;
    }

    /** Deletes what an earlier demo left, but for the unpacked database binaries. No process may use it any more. */
    void clear(Consumer<String> progress) {
        FleetFolder.clear(fleet(), progress);
        try {
            for (Path path : List.of(data(), fleetFile(), serverLog(), serverProcess())) {
                delete(path);
            }
        } catch (IOException e) {
            throw new DomException(DomCode.DATA_FOLDER_IN_USE, "the folder " + root + " can't be cleared: " + e, e);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new DomException(DomCode.DATA_FOLDER_IN_USE, "the lock of " + root + " can't be given back: " + e, e);
        }
    }
}
