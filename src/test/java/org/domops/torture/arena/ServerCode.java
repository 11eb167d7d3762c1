package org.domops.torture.arena;

import org.domops.cli.DomJvm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server of the harness is started from: DOM's classes in a jar, and on request an archive of the loaded classes,
 * which saves a third of a start and costs two starts to make. Java's class data sharing takes no folders.
 */
final class ServerCode {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path TEST_CLASSES = Path.of("target", "test-classes");

    private static final List<String> HEAP = List.of("-Xms128m", "-Xmx512m");
    /** Where Java can keep more of a start than the classes. */
    private static final boolean AOT = Runtime.version().feature() >= 25;

    private final Path folder;
    private final String classPath;
    private final List<String> options = new ArrayList<>(HEAP);

    ServerCode(Path folder) {
        this.folder = folder;
        Path jar = folder.resolve("server.jar").toAbsolutePath();
        write(jar);
        classPath = Stream.concat(Stream.of(jar.toString()),
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(each -> each.endsWith(".jar")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void write(Path jar) {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(out, CLASSES, name -> true);
            add(out, TEST_CLASSES, name -> name.startsWith("torture/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(JarOutputStream out, Path root, Predicate<String> wanted) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(each -> !each.equals(root)).sorted().toList();
        }
        for (Path file : files) {
            // resources are looked for in folders, which have to be entries of their own
            String name = root.relativize(file).toString().replace('\\', '/') + (Files.isDirectory(file) ? "/" : "");
            if (wanted.test(name)) {
                out.putNextEntry(new JarEntry(name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
    }

    /** How to start a DOM server or worker. */
    List<String> command(String... arguments) {
        return DomJvm.command(options, classPath, arguments);
    }

    /** The same for a server that notes, until it is stopped, what an archive is made of. */
    List<String> noting(String... arguments) {
        List<String> jvm = new ArrayList<>(HEAP);
        jvm.addAll(AOT ? List.of("-XX:AOTCacheOutput=" + archive()) : List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + classList()));
        return DomJvm.command(jvm, classPath, arguments);
    }

    private Path classList() {
        return folder.resolve("classes.list").toAbsolutePath();
    }

    private Path archive() {
        return folder.resolve("server.archive").toAbsolutePath();
    }

    /** Later servers start from what a server has noted. */
    void startFromArchive() {
        if (!AOT) {
            dump();
        }
        if (!Files.exists(archive())) {
            throw new IllegalStateException("no archive was made, see the log of the first server");
        }
        options.add((AOT ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive());
    }

    private void dump() {
        try {
            // JDK 17 crashes on some of the application's lambda proxies
            List<String> plain = Files.readAllLines(classList()).stream()
                    .filter(line -> !line.startsWith("@") && !line.toLowerCase().contains("lambda")).toList();
            Files.write(classList(), plain);
            Process dump = new ProcessBuilder(DomJvm.java(), "-Xshare:dump", "-XX:SharedClassListFile=" + classList(),
                    "-XX:SharedArchiveFile=" + archive(), "-XX:+UseSerialGC", "-cp", classPath)
                    .redirectErrorStream(true).redirectOutput(folder.resolve("archive.log").toFile()).start();
            if (!dump.waitFor(5, TimeUnit.MINUTES) || dump.exitValue() != 0) {
                throw new IllegalStateException("no archive could be made, see " + folder.resolve("archive.log"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
