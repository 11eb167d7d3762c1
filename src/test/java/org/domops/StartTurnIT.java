package org.domops;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.error.Hint;
import org.domops.fault.Relay;
import org.domops.repository.TestPostgres;
import org.domops.target.CredentialReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Before anything is started: the wait for PostgreSQL, and for other servers' starts. */
class StartTurnIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);

    private static TestPostgres postgres;
    private static Relay relay;
    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        postgres = TestPostgres.create();
        relay = new Relay("127.0.0.1", URI.create(postgres.url().substring("jdbc:".length())).getPort());
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @Test
    void a_server_waits_for_another_servers_start_says_for_whose_and_goes_on_when_it_has_ended() {
        StartTurn first = turn(login(postgres.url(), Duration.ZERO), LONG).take();
        CompletableFuture<StartTurn> second = CompletableFuture.supplyAsync(() -> turn(login(postgres.url(), Duration.ZERO), LONG).take());
        await().atMost(PATIENCE).until(() -> !told.isEmpty());
        assertThat(told.get(0)).startsWith("waits for another server's start: " + ProcessHandle.current().pid() + "@").contains(", since 20");
        assertThat(second).isNotDone();
        assertThat(openTransactions()).isZero();
        first.close();
        second.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().close();
        assertThat(told).as("said once a minute").hasSize(1);
    }

    @Test
    void another_servers_start_that_does_not_end_is_named() {
        try (StartTurn held = turn(login(postgres.url(), Duration.ZERO), LONG).take()) {
            assertThat(held).isNotNull();
            assertRefused(turn(login(postgres.url(), Duration.ZERO), Duration.ofSeconds(1)), DomCode.START_BLOCKED,
                    "another server's start does not end: " + ProcessHandle.current().pid() + "@");
        }
    }

    @Test
    void a_server_waits_for_a_postgresql_that_is_away_says_so_at_once_and_goes_on_when_it_is_back() {
        relay.cut();
        CompletableFuture<StartTurn> turn = CompletableFuture.supplyAsync(() -> turn(login(relayed(), LONG), LONG).take());
        await().atMost(PATIENCE).until(() -> !told.isEmpty());
        assertThat(told.get(0)).startsWith("waits for up to 600 s (dom.repository.start-wait): the repository " + relayed()
                + " can't be reached: ");
        assertThat(turn).isNotDone();
        relay.restore();
        turn.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().close();
    }

    @Test
    void a_postgresql_that_stays_away_is_waited_for_as_long_as_was_said_and_the_hint_is_true() {
        assertRefused(turn(login("jdbc:postgresql://127.0.0.1:1/dom", Duration.ofSeconds(2)), LONG), DomCode.REPOSITORY_UNREACHABLE,
                "refused", "; waited for it for 2 s");
        assertThat(told).hasSize(1);
        assertThat(Hint.of(DomCode.REPOSITORY_UNREACHABLE)).hasValueSatisfying(hint -> assertThat(hint)
                .contains("then start the server again").doesNotContain("the server starts when it does"));
        told.clear();
        assertRefused(turn(login("jdbc:postgresql://127.0.0.1:1/dom", Duration.ZERO), LONG), DomCode.REPOSITORY_UNREACHABLE, "refused");
        assertThat(told).as("nothing is waited for").isEmpty();
    }

    @Test
    void a_missing_database_and_a_refused_login_are_not_waited_for() throws SQLException {
        assertRefused(turn(login(postgres.url() + "_missing", LONG), LONG), DomCode.NO_SUCH_DATABASE, "_missing", "does not exist");
        execute("create role dom_locked_out nologin");
        assertRefused(turn(new PostgreSqlLogin(postgres.url(), "dom_locked_out", new CredentialReference("env:NONE"), "wrong", LONG), LONG),
                DomCode.REPOSITORY_LOGIN, "refused the login of dom_locked_out", "env:NONE");
        assertThat(told).isEmpty();
    }

    @Test
    void the_wait_is_a_setting_and_a_wrong_one_is_refused(@TempDir Path folder) {
        String[] args = postgres.arguments(folder).toArray(String[]::new);
        assertThat(PostgreSqlLogin.of(postgres.url(), args).startWait()).isEqualTo(Duration.ofMinutes(1));
        assertThatThrownBy(() -> PostgreSqlLogin.of(postgres.url(), Stream.concat(Stream.of(args),
                Stream.of("--dom.repository.start-wait=soon")).toArray(String[]::new)))
                .hasMessage("dom.repository.start-wait is \"soon\"; expected a time such as 30s or 5m, or 0 for none");
    }

    private PostgreSqlTurn turn(PostgreSqlLogin login, Duration limit) {
        return new PostgreSqlTurn(login, limit, told::add);
    }

    private static PostgreSqlLogin login(String url, Duration wait) {
        return new PostgreSqlLogin(url, postgres.user(), new CredentialReference("env:NONE"), postgres.password(), wait);
    }

    private static String relayed() {
        return postgres.url().replaceFirst("//[^/]*/", "//127.0.0.1:" + relay.port() + "/");
    }

    private static void assertRefused(PostgreSqlTurn turn, DomCode code, String... parts) {
        assertThatThrownBy(turn::take).isInstanceOfSatisfying(DomException.class,
                e -> assertThat(e.code()).isEqualTo(code)).hasMessageContainingAll(parts);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Of other sessions than the one that asks. */
    private static long openTransactions() {
        return JdbcClient.create(postgres.dataSource()).sql("""
                select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                and (state = 'idle in transaction' or wait_event_type = 'Lock')""").query(Long.class).single();
    }
}
