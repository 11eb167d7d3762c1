package org.domops.run;

import org.domops.fault.FreePort;
import org.domops.jvm.DomJvm;
import org.domops.repository.TestPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own that need not become ready; its home is its data folder. */
final class StartingProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    /** @param postgres null: H2 in the folder */
    StartingProcess(Path data, TestPostgres postgres) throws IOException {
        log = data.resolve("server.log");
        ProcessBuilder command = new ProcessBuilder(DomJvm.command("server", "--port", String.valueOf(FreePort.find()), "--data", data.toString()));
        command.command().add(1, "-Ddom.home=" + data);
        if (postgres != null) {
            command.command().addAll(List.of("--repository", postgres.url(), "--repository-user", postgres.user(),
                    "--repository-password", "env:POSTGRES_PASSWORD"));
            command.environment().put("POSTGRES_PASSWORD", postgres.password());
        }
        process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Whether a child of this process is not told of SIGINT, as with a command that a shell has put into the background. */
    static boolean ignoresInt() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findFirst().orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 1L << 1) != 0;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name e.g. TERM */
    void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new AssertionError("kill -" + name + " ended with " + exit);
        }
    }

    /** @return the exit status */
    int end(Duration most) throws InterruptedException {
        if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the server has not ended within " + most + ":\n" + said());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
