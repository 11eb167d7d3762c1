package org.domops.torture.arena;

import org.domops.fault.FreePort;
import org.domops.fault.Relay;
import org.domops.jvm.DomJvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One DOM server of the cluster. Its line to the repository goes through a relay. */
final class DomNode extends Node {

    private static final String SETTINGS = """
            {"camunda.bpm.deployment-resource-pattern": ["classpath:/processes/*.bpmn", "classpath:/torture/*.bpmn"],
             "camunda.bpm.webapp.enabled": false, "springdoc.api-docs.enabled": false, "springdoc.swagger-ui.enabled": false,
             "dom.worker.lease": "%dms", "dom.worker.heartbeat": "1s", "dom.worker.poll": "200ms",
             "dom.worker.stop-timeout": "2s", "dom.live-log.begin": "300ms", "dom.live-log.poll": "300ms", "dom.live-log.idle": "1s",
             "dom.instance-check": "5s", "dom.run-check": "500ms",
             "dom.target.install-wait": "10s", "dom.target.quiet-wait": "5s"}""";

    private final Relay repository;
    private final int lease;
    private final ServerHttp http;
    private final int port = FreePort.find();

    DomNode(int number, Path folder, Relay repository, int lease, String adminPassword) {
        super("server " + number, folder);
        this.repository = repository;
        this.lease = lease;
        http = new ServerHttp(port, adminPassword);
        try {
            Files.createDirectories(folder.resolve("data"));
            Files.writeString(folder.resolve("data/admin-password"), adminPassword);
            Files.writeString(folder.resolve("password"), RepositoryServer.PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    List<String> command() {
        return DomJvm.command(HEAP, "server", "--port", String.valueOf(port), "--data", folder().resolve("data").toString(),
                "--repository", RepositoryServer.databaseAt(repository.host(), repository.port()),
                "--repository-user", RepositoryServer.USER, "--repository-password", "file:" + folder().resolve("password"));
    }

    @Override
    Map<String, String> environment() {
        return Map.of("SPRING_APPLICATION_JSON", SETTINGS.formatted(lease), Target.PASSWORD_VARIABLE, Target.PASSWORD);
    }

    @Override
    boolean answers() {
        return http.healthy();
    }

    ServerHttp http() {
        return http;
    }

    int port() {
        return port;
    }

    Relay repository() {
        return repository;
    }
}
