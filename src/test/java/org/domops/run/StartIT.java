package org.domops.run;

import org.domops.repository.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Starts on a PostgreSQL that take longer than its time-outs for locks (10 s) and for idle transactions (15 s), that are
 * ended, and that find the user admin of another server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String STARTS =
            "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'dom, start%'";
    private static final String QUICK = "--camunda.bpm.webapp.enabled=false";

    private TestPostgres postgres;
    private Path folder;

    @BeforeAll
    void makeTheTables(@TempDir Path folder) throws IOException {
        this.folder = folder;
        postgres = TestPostgres.create();
        new DomInstance(data("first"), postgres, QUICK).close();
    }

    @AfterAll
    void nobodyStartsAnyMore() {
        assertThat(count(STARTS))
                .as("sessions of starts that have ended").isZero();
    }

    @Test
    void a_start_that_is_in_a_transaction_for_longer_than_a_paused_server_may_be_succeeds() throws IOException {
        try (DomInstance dom = new DomInstance(data("slow"), postgres, QUICK, "--dom.test.slow-start=18s")) {
            assertThat(dom.jdbc().sql("show idle_in_transaction_session_timeout").query(String.class).single())
                    .as("of the server at work").isEqualTo("15s");
            assertThat(count(STARTS))
                    .as("sessions of the start").isZero();
        }
    }

    @Test
    void a_start_waits_for_a_lock_that_another_server_holds_for_longer_than_a_request_may_wait() throws Exception {
        try (Connection other = postgres.dataSource().getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select * from ACT_GE_PROPERTY where NAME_ = 'deployment.lock' for update");
            CompletableFuture<DomInstance> start = CompletableFuture.supplyAsync(() -> started("waiting"));
            await().atMost(PATIENCE).until(() -> start.isDone() || waiting("12s") > 0);
            assertThat(start).isNotDone();
            other.commit();
            try (DomInstance dom = start.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                assertThat(dom.jdbc().sql("show lock_timeout").query(String.class).single()).as("of the server at work").isEqualTo("10s");
            }
        }
    }

    @Test
    void a_signal_ends_a_start_at_once_and_leaves_nothing_of_it() throws Exception {
        assertEndsAtOnce("TERM", 143);
    }

    @Test
    void ctrl_c_ends_a_start_at_once() throws Exception {
        Assumptions.assumeFalse(StartingProcess.ignoresInt(), "the tests run in a shell's background, which has children ignore SIGINT");
        assertEndsAtOnce("INT", 130);
    }

    /** In the middle of the start: the engine waits for its lock. */
    private void assertEndsAtOnce(String signal, int status) throws Exception {
        Path data = data("ended by " + signal);
        try (Connection other = postgres.dataSource().getConnection(); Statement statement = other.createStatement();
                StartingProcess server = new StartingProcess(data, postgres)) {
            other.setAutoCommit(false);
            statement.execute("select * from ACT_GE_PROPERTY where NAME_ = 'deployment.lock' for update");
            await().atMost(PATIENCE).until(() -> !server.isAlive() || waiting("0s") > 0);
            assertThat(data.resolve(".dom/servers")).as(server.said()).isNotEmptyDirectory();
            server.signal(signal);
            assertThat(server.end(Duration.ofSeconds(15))).as(server.said()).isEqualTo(status);
            assertThat(server.said()).contains("the server was stopped before it was ready; nothing was at work").doesNotContain("\tat ");
            assertThat(data.resolve(".dom/servers")).isEmptyDirectory();
            other.rollback();
        }
        await().atMost(PATIENCE).until(() -> count(STARTS) == 0);
    }

    @Test
    void a_server_that_finds_the_user_admin_of_another_one_keeps_no_password_and_says_once_whose_it_is() throws Exception {
        Path data = data("second");
        Files.writeString(data.resolve("admin-password"), "of a start that failed");
        try (StartingProcess server = new StartingProcess(data, postgres)) {
            await().atMost(PATIENCE).until(() -> !server.isAlive() || server.said().contains("DOM is ready"));
            assertThat(data.resolve("admin-password")).doesNotExist();
            assertThat(server.said()).contains("user admin, whose password is in the data folder of the server of the cluster that made the user")
                    .doesNotContain("user admin, password in").doesNotContain("was made by another server");
            server.signal("TERM");
            assertThat(server.end(PATIENCE)).as(server.said()).isEqualTo(143);
        }
    }

    private DomInstance started(String name) {
        try {
            return new DomInstance(data(name), postgres, QUICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private long waiting(String interval) {
        return count("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                + " and query_start < now() - interval '" + interval + "'");
    }

    private long count(String sql) {
        return JdbcClient.create(postgres.dataSource()).sql(sql).query(Long.class).single();
    }
}
