package org.domops.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out on Linux, from {@code /proc}, which process listens at a port. */
final class PortOwner {

    private static final String LISTENING = "0A";

    private PortOwner() {
    }

    /** In words, e.g. {@code process 4711 (/usr/sbin/nginx)}; empty on other systems and for other people's processes. */
    static Optional<String> of(int port) {
        try {
            for (String socket : sockets(port)) {
                Optional<ProcessHandle> owner = ProcessHandle.allProcesses().filter(p -> holds(p.pid(), socket)).findFirst();
                if (owner.isPresent()) {
                    return owner.map(p -> "process " + p.pid() + p.info().command().map(c -> " (" + c + ")").orElse(""));
                }
            }
        } catch (IOException e) {
            // no /proc on this system: the owner stays unknown, and the message goes without it
        }
        return Optional.empty();
    }

    private static List<String> sockets(int port) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        List<String> sockets = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING)) {
                    sockets.add("socket:[" + fields[9] + "]");
                }
            }
        }
        return sockets;
    }

    private static boolean holds(long pid, String socket) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // another user's process, or one that has just ended: not ours to look into
        }
        return false;
    }
}
