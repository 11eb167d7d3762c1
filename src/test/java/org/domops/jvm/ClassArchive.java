package org.domops.jvm;

import org.domops.fault.FreePort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/**
 * An archive of the classes that a server loads, which saves a third of a start and costs two starts to make: made once for
 * all tests of a build, by the first that needs it.
 */
final class ClassArchive {

    private static final Path ALL = Path.of("target", "class-archive").toAbsolutePath();
    /** Where Java can keep more of a start than the classes. */
    private static final boolean AOT = Runtime.version().feature() >= 25;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static ClassArchive made;

    private final Path folder;
    private final String classPath;

    private ClassArchive(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    static synchronized ClassArchive get() {
        if (made == null) {
            try {
                made = madeOnce();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return made;
    }

    /** The tests' other JVM may want to make it at the same time. */
    private static ClassArchive madeOnce() throws IOException, InterruptedException {
        ClassPathJars jars = ClassPathJars.ofTests();
        Path folder = Files.createDirectories(ALL.resolve(Runtime.version().feature() + "-" + jars.changed()));
        try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
             FileLock lock = channel.lock()) {
            ClassArchive archive = new ClassArchive(folder, jars.classPath(folder));
            if (!Files.exists(archive.file())) {
                jars.writeTo(folder);
                archive.note();
                if (!AOT) {
                    archive.dump();
                }
            }
            return archive;
        }
    }

    /** For a server's start from it. */
    List<String> options() {
        return List.of((AOT ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file());
    }

    String classPath() {
        return classPath;
    }

    private Path file() {
        return folder.resolve("server.archive");
    }

    private Path classList() {
        return folder.resolve("classes.list");
    }

    /** A server notes what it loads until it is stopped. */
    private void note() throws IOException, InterruptedException {
        int port = FreePort.find();
        List<String> options = AOT ? List.of("-XX:AOTCacheOutput=" + file())
                : List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + classList());
        ProcessBuilder command = new ProcessBuilder(DomJvm.plain(options, classPath, "server", "--port", String.valueOf(port),
                "--data", folder.resolve("data").toString()));
        command.command().add(1, "-Ddom.home=" + folder);
        Process server = command.redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile()).start();
        try {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health")).build();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> !server.isAlive() || client.send(health, BodyHandlers.discarding()).statusCode() == 200);
            server.destroy();
            require(server, AOT ? file() : classList(), "server.log");
        } finally {
            server.destroyForcibly();
        }
    }

    private void dump() throws IOException, InterruptedException {
        // JDK 17 crashes on some of the application's lambda proxies
        Files.write(classList(), Files.readAllLines(classList()).stream()
                .filter(line -> !line.startsWith("@") && !line.toLowerCase().contains("lambda")).toList());
        Process dump = new ProcessBuilder(DomJvm.java(), "-Xshare:dump", "-XX:SharedClassListFile=" + classList(),
                "-XX:SharedArchiveFile=" + file(), "-XX:+UseSerialGC", "-cp", classPath)
                .redirectErrorStream(true).redirectOutput(folder.resolve("archive.log").toFile()).start();
        require(dump, file(), "archive.log");
    }

    private void require(Process process, Path made, String log) throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || !Files.exists(made)) {
            throw new IllegalStateException("no archive could be made, see " + folder.resolve(log));
        }
    }
}
