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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/**
 * An archive of the classes that a server loads, which saves a third of a start and takes a minute of a processor to make:
 * made once for all tests of a build, beside the first of them.
 */
final class ClassArchive {

    private static final Path ALL = Path.of("target", "class-archive").toAbsolutePath();
    /** Where Java can keep more of a start than the classes. */
    private static final boolean AOT = Runtime.version().feature() >= 25;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static CompletableFuture<Optional<ClassArchive>> making;

    private final Path folder;
    private final String classPath;

    private ClassArchive(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /** Empty: it is being made, by this JVM or by the tests' other one; nobody waits for it. */
    static synchronized Optional<ClassArchive> ifMade() {
        if (making == null || making.isDone() && making.join().isEmpty()) {
            making = CompletableFuture.supplyAsync(ClassArchive::made, work -> {
                Thread thread = new Thread(work, "class-archive");
                thread.setDaemon(true);
                thread.start();
            });
        }
        return making.isDone() ? making.join() : Optional.empty();
    }

    /** @return empty: the tests' other JVM makes it */
    private static Optional<ClassArchive> made() {
        try {
            ClassPathJars jars = ClassPathJars.ofTests();
            Path folder = Files.createDirectories(ALL.resolve(Runtime.version().feature() + "-" + jars.changed()));
            ClassArchive archive = new ClassArchive(folder, jars.classPath(folder));
            try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                 FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    return Optional.empty();
                }
                if (!Files.exists(archive.file())) {
                    jars.writeTo(folder);
                    archive.make();
                }
                return Optional.of(archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void make() throws IOException, InterruptedException {
        note();
        if (!AOT) {
            dump();
        }
        // the tests may end before it is whole
        Files.move(draft(), file(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** For a server's start from it. */
    String option() {
        return (AOT ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file();
    }

    String classPath() {
        return classPath;
    }

    private Path file() {
        return folder.resolve("server.archive");
    }

    private Path draft() {
        return folder.resolve("draft.archive");
    }

    private Path classList() {
        return folder.resolve("classes.list");
    }

    /** A server notes what it loads until it is stopped. */
    private void note() throws IOException, InterruptedException {
        int port = FreePort.find();
        List<String> options = AOT ? List.of("-XX:AOTCacheOutput=" + draft())
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
            require(server, AOT ? draft() : classList(), "server.log");
        } finally {
            server.destroyForcibly();
        }
    }

    private void dump() throws IOException, InterruptedException {
        // JDK 17 crashes on some of the application's lambda proxies
        Files.write(classList(), Files.readAllLines(classList()).stream()
                .filter(line -> !line.startsWith("@") && !line.toLowerCase().contains("lambda")).toList());
        Process dump = new ProcessBuilder(DomJvm.java(), "-Xshare:dump", "-XX:SharedClassListFile=" + classList(),
                "-XX:SharedArchiveFile=" + draft(), "-XX:+UseSerialGC", "-cp", classPath)
                .redirectErrorStream(true).redirectOutput(folder.resolve("archive.log").toFile()).start();
        require(dump, draft(), "archive.log");
    }

    private void require(Process process, Path made, String log) throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || !Files.exists(made)) {
            throw new IllegalStateException("no archive could be made, see " + folder.resolve(log));
        }
    }
}
