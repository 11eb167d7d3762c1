package org.domops.run;

import org.camunda.bpm.engine.RuntimeService;
import org.domops.DomServer;
import org.domops.engine.Processes;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.Status;
import org.domops.log.TaskAttempts;
import org.domops.log.TaskLog;
import org.domops.repository.ApplyFleet;
import org.domops.repository.TestPostgres;
import org.domops.repository.fleetfile.FleetUpload;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** A DOM server inside the test's JVM, on a free port, with its repository in a folder. */
final class DomInstance implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConfigurableApplicationContext context;

    /**
     * On H2; with {@code -Ddom.test.repository=postgresql} on PostgreSQL, so that any test can be run on either.
     *
     * @param args further arguments of Spring Boot, e.g. {@code --dom.sql-port=0}
     */
    DomInstance(Path data, String... args) {
        this(data, "postgresql".equals(System.getProperty("dom.test.repository")) ? TestPostgres.create() : null, args);
    }

    /** @param postgres null: H2 in the folder */
    DomInstance(Path data, TestPostgres postgres, String... args) {
        Stream<String> repository = postgres == null ? Stream.of() : postgres.arguments(data).stream();
        LongPolling.renew();
        context = DomServer.run(Stream.of(repository, Stream.of("--server.port=0", "--dom.data=" + data,
                "--camunda.bpm.deployment-resource-pattern=classpath:/processes/*.bpmn,classpath:/probe/*.bpmn", "--dom.worker.lease=3s",
                "--dom.worker.heartbeat=1s", "--dom.worker.poll=200ms", "--dom.worker.stop-timeout=2s", "--dom.instance-check=1s", "--dom.window-check=1s"), Stream.of(args)).flatMap(some -> some).toArray(String[]::new));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
    }

    /** Where SQL clients come in. */
    int sqlPort() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.sql.port"));
    }

    List<String> apply(String yaml, Map<String, String> sources) {
        return bean(ApplyFleet.class).apply(new FleetUpload("fleet.yaml", yaml, sources)).changes();
    }

    Map<String, Object> start(String operation, String environment) {
        return bean(Processes.class).startRun(Map.of("operation", operation, "environment", environment));
    }

    /** Starts or restarts. @return the run's id */
    long started(String operation, String environment) {
        return ((Number) start(operation, environment).get("runId")).longValue();
    }

    /** Starts or restarts, and waits until no lane runs. @return the run's id */
    long run(String operation, String environment) {
        long runId = started(operation, environment);
        awaitEnd(runId);
        return runId;
    }

    void awaitEnd(long runId) {
        await().atMost(PATIENCE).until(() -> status(runId) != Status.R);
    }

    Status status(long runId) {
        return bean(RunLog.class).find(runId).orElseThrow().status();
    }

    Map<Status, Integer> lanes(long runId) {
        return bean(RunLanes.class).count(runId);
    }

    /** As somebody does in Cockpit. */
    void deleteInstance(String processInstanceId) {
        bean(RuntimeService.class).deleteProcessInstance(processInstanceId, "deleted in Cockpit", false, true, false, false);
    }

    TaskLog tasks() {
        return bean(TaskLog.class);
    }

    TaskAttempts attempts() {
        return bean(TaskAttempts.class);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /** To the repository, with auto-commit. */
    Connection connection() throws SQLException {
        return bean(DataSource.class).getConnection();
    }

    @Override
    public void close() {
        context.close();
    }
}
