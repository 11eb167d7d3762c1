package org.domops.target;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What the contracts share: a session with the probe installed, and fresh tables before each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TargetContract {

    static final long RUN = 57;

    final ExecutorService elsewhere = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    TargetFixture fixture;
    Sql sql;
    TargetSession session;

    /** A schema of the dialect, made anew. */
    abstract TargetFixture createFixture();

    @BeforeAll
    void make_the_schema() {
        fixture = createFixture();
        sql = new Sql(fixture);
        try (TargetSession first = fixture.open()) {
            first.install(fixture.request(RUN, "R", List.of()));
        }
    }

    @BeforeEach
    void open_a_session() {
        sql.run("DELETE FROM PROBE_LOG", "DELETE FROM PROBE_KEYS", "DELETE FROM DOM$STEP_ATTEMPTS",
                "DELETE FROM DOM$SQL_BUFFER", "DELETE FROM DOM$FENCE");
        session = fixture.open();
    }

    @AfterEach
    void throw_the_session_away() {
        session.abort();
    }

    <T> Future<T> inTheBackground(Callable<T> work) {
        return elsewhere.submit(work);
    }

    String lock() {
        return LockName.of(TargetFixture.REPOSITORY, "probe", 2, getClass().getSimpleName());
    }

    /** The lane of {@link #step}. */
    FencedLane lane() {
        return new FencedLane(lock(), Long.toString(RUN), Fence.NONE);
    }

    StepCall step(long taskLogId, int attempt, String procedure, String... arguments) {
        return new StepCall(taskLogId, attempt, Long.toString(RUN), "PROBE", procedure, List.of(arguments), lock(), 7,
                "BILLING", "CDR_DATA", 2, TargetFixture.REPOSITORY);
    }

    /** The same as one of several parallel steps of the lane. */
    StepCall branch(long taskLogId, int attempt, String procedure, String... arguments) {
        return variant(step(taskLogId, attempt, procedure, arguments), true, StepSettings.NONE);
    }

    static StepCall variant(StepCall call, boolean branch, StepSettings settings) {
        return new StepCall(call.taskLogId(), call.attempt(), call.collectFrom(), branch, call.handle(), call.packageName(),
                call.procedure(), call.arguments(), call.lockName(), call.objectId(), call.objectOwner(), call.objectName(),
                call.instance(), call.repositoryUuid(), settings, call.fence());
    }

    void untilItRuns(long taskLogId) {
        await().until(() -> attempt(taskLogId, 1).startsWith("R"));
    }

    /** As messages name the session. */
    static String named(TargetSession session) {
        return session.sessionId().replaceFirst(".* connection", "connection");
    }

    String attempt(long taskLogId, int attempt) {
        List<String> rows = sql.rows("SELECT status, opens, possibly_repeated, error_code FROM DOM$STEP_ATTEMPTS"
                + " WHERE task_log_id = " + taskLogId + " AND attempt = " + attempt);
        return rows.isEmpty() ? "none" : rows.get(0);
    }
}
