package org.domops.target.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.domops.fleet.EmbeddedDatabase;
import org.domops.fleet.EmbeddedDatabaseSettings;
import org.domops.fleet.TestDatabase;
import org.domops.target.LockName;
import org.domops.target.SqlStatementRow;
import org.domops.target.StepCall;
import org.domops.target.StepResult;
import org.domops.target.TargetFixture;
import org.domops.target.TargetSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server itself dies with kill -9 in the middle of a step. */
class MariaDbCrashIT {

    private static final String DONE = "INSERT INTO PROBE_LOG (text) VALUES ('called')";

    @TempDir
    private Path folder;

    private static StepCall step(long taskLogId, String procedure, String... arguments) {
        return new StepCall(taskLogId, 1, "57", "PROBE", procedure, List.of(arguments),
                LockName.of(TargetFixture.REPOSITORY, "probe", 2, "CRASH_TEST"), 0, null, null, 2, TargetFixture.REPOSITORY);
    }

    @Test
    void marks_and_the_statement_log_outlive_a_crash_of_the_server() throws Exception {
        EmbeddedDatabaseSettings settings = EmbeddedDatabaseSettings.of("CRASH", folder, TestDatabase.base());
        EmbeddedDatabase server = EmbeddedDatabase.start(settings, line -> { });
        MariaDbFixture fixture = new MariaDbFixture(server, "CRASH_TEST", Duration.ofSeconds(3));
        TargetSession session = fixture.open();
        session.install(fixture.request(57, "R", List.of()));
        assertThat(session.call(step(1, "runs", DONE.replace("called", "first")))).isInstanceOf(StepResult.Completed.class);

        CompletableFuture<StepResult> running =
                CompletableFuture.supplyAsync(() -> session.call(step(2, "commits_then_waits")));
        try (TargetSession reader = fixture.open()) {
            await().until(() -> reader.sqlLog(2, 1).stream().map(SqlStatementRow::status).toList().equals(List.of("C", "R")));
            reader.abort();
        }
        kill(server);
        assertThat(running).failsWithin(Duration.ofSeconds(20));
        server.close();

        try (EmbeddedDatabase again = EmbeddedDatabase.start(settings, line -> { })) {
            assertThat(again.port()).isEqualTo(server.port());
            try (TargetSession next = fixture.open()) {
                assertThat(next.call(step(1, "runs", DONE)))
                        .isEqualTo(new StepResult.Completed(true, false, next.sessionId(), fixture.probeSha256()));
                assertThat(next.sqlLog(1, 1)).extracting(SqlStatementRow::sqlText)
                        .containsExactly(DONE.replace("called", "first"));
                assertThat(next.call(step(2, "commits_then_waits")))
                        .isEqualTo(new StepResult.Completed(false, true, next.sessionId(), fixture.probeSha256()));
                assertThat(next.sqlLog(2, 1)).extracting(SqlStatementRow::status).containsExactly("C", "E", "C");
            }
        }
    }

    @Test
    void a_statements_number_does_not_recur_when_the_server_crashes_after_its_log_was_transferred() throws Exception {
        EmbeddedDatabaseSettings settings = EmbeddedDatabaseSettings.of("NUMBERS", folder, TestDatabase.base());
        EmbeddedDatabase server = EmbeddedDatabase.start(settings, line -> { });
        MariaDbFixture fixture = new MariaDbFixture(server, "CRASH_TEST", Duration.ofSeconds(3));
        TargetSession session = fixture.open();
        session.install(fixture.request(57, "R", List.of()));
        for (int task = 1; task <= 5; task++) {
            assertThat(session.call(step(task, "runs", DONE))).isInstanceOf(StepResult.Completed.class);
        }
        long last = session.sqlLog(5, 1).get(0).seq();
        for (int task = 1; task <= 5; task++) {
            session.trim(task, 1);
        }
        kill(server);
        session.abort();
        server.close();

        try (EmbeddedDatabase again = EmbeddedDatabase.start(settings, line -> { }); TargetSession next = fixture.open()) {
            assertThat(again.port()).isEqualTo(server.port());
            assertThat(next.call(step(6, "runs", DONE))).isInstanceOf(StepResult.Completed.class);
            assertThat(next.sqlLog(6, 1)).singleElement().satisfies(row -> assertThat(row.seq()).isGreaterThan(last));
        }
    }

    private static void kill(EmbeddedDatabase server) throws Exception {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }
}
