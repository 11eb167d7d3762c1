package org.domops.torture.arena;

import org.domops.fault.Relay;
import org.domops.jvm.DomJvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A {@code dom worker} of the site, which only its workers reach. Each asks one server, by a line through a relay, and
 * waits while that is away.
 */
final class WorkerNode extends Node {

    static final String SITE = "afar";
    private static final String USER = "afarworker";
    private static final String PASSWORD = "told to go on";
    private static final String SETTINGS = """
            {"dom.live-log.begin": "300ms", "dom.live-log.poll": "300ms", "dom.live-log.idle": "1s",
             "dom.target.install-wait": "10s", "dom.target.quiet-wait": "5s"}""";

    private final DomNode server;
    private final Relay line;
    private int logBefore;

    WorkerNode(int number, Path folder, DomNode server) {
        super("worker " + number, folder);
        this.server = server;
        line = new Relay("127.0.0.1", server.port());
        try {
            Files.writeString(folder.resolve("password"), PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an administrator does first. */
    static void admit(ServerHttp server) {
        succeeded(server.postAndWait("/engine-rest/user/create", Map.of("profile", Map.of("id", USER, "firstName", "T", "lastName", "W"),
                "credentials", Map.of("password", PASSWORD))).orElseThrow());
        succeeded(server.put("/engine-rest/group/domworker/members/" + USER, Map.of()).orElseThrow());
    }

    private static void succeeded(ServerHttp.Answer answer) {
        if (answer.status() != 204) {
            throw new IllegalStateException("the workers' user could not be made: " + answer);
        }
    }

    @Override
    synchronized void start() {
        logBefore = said().length;
        super.start();
    }

    private byte[] said() {
        try {
            return Files.exists(log()) ? Files.readAllBytes(log()) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    List<String> command() {
        return DomJvm.command(HEAP, "worker", "--server", "http://" + line.host() + ":" + line.port(), "--user", USER,
                "--password-file", folder().resolve("password").toString(), "--site", SITE);
    }

    @Override
    Map<String, String> environment() {
        return Map.of("SPRING_APPLICATION_JSON", SETTINGS, Target.PASSWORD_VARIABLE, Target.PASSWORD);
    }

    /** It ends when it meets no server at its start. */
    @Override
    boolean canStart() {
        return server.isUp();
    }

    @Override
    boolean answers() {
        byte[] all = said();
        return new String(all, logBefore, all.length - logBefore, StandardCharsets.UTF_8).contains(" is ready for ");
    }

    Relay line() {
        return line;
    }

    @Override
    public void close() {
        super.close();
        line.close();
    }
}
