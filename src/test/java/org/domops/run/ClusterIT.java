package org.domops.run;

import org.domops.repository.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Servers in JVMs of their own on one PostgreSQL; the lease is 3 s. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LEASE = Duration.ofSeconds(3);

    private TestPostgres postgres;
    private JdbcClient sql;
    private ProbeFleet fleet;
    private Path folder;
    private String password;
    private ServerProcess one;
    private ServerProcess two;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        postgres = TestPostgres.create();
        sql = JdbcClient.create(postgres.dataSource());
        fleet = new ProbeFleet("CLUSTER", 2);
        // at the same moment, on an empty database
        CompletableFuture<ServerProcess> second = CompletableFuture.supplyAsync(() -> server("two"));
        one = server("one");
        two = second.get();
        List<Path> passwords = List.of(one.data(), two.data()).stream().map(data -> data.resolve("admin-password"))
                .filter(Files::exists).toList();
        assertThat(passwords).as("one of the two made the user admin").hasSize(1);
        password = Files.readString(passwords.get(0)).strip();
        assertThat(http(one).put("/api/fleet", Map.of("fileName", "fleet.yaml", "text", fleet.fleetFile(1, "A"),
                "sources", fleet.sources())).status()).isEqualTo(200);
        long first = started();
        await().atMost(PATIENCE).until(() -> status(first).equals("C"));
    }

    @AfterAll
    void stop() {
        List.of(one, two).forEach(ServerProcess::close);
    }

    @AfterEach
    void letGo() {
        fleet.mend(1);
        fleet.mend(2);
    }

    @Test
    void servers_started_at_the_same_moment_on_an_empty_postgresql_become_one_cluster_with_one_admin() {
        assertThat(List.of(one, two)).allSatisfy(server -> assertThat(http(server).get("/api/runs").status()).isEqualTo(200));
        assertThat(sql.sql("select count(*) from ACT_ID_USER where ID_ = 'admin'").query(Long.class).single()).isOne();
        assertThat(sql.sql("select count(*) from DOM$REPOSITORY").query(Long.class).single()).isOne();
    }

    @Test
    void a_killed_servers_step_is_continued_by_another_within_the_lease_plus_5_s() {
        fleet.hold(1, "TASK_ONE");
        fleet.hold(2, "TASK_ONE");
        long run = started();
        ServerProcess owner = ownerOf(run, 1);
        fleet.killSessions(1);
        owner.kill();
        Instant killed = Instant.now();
        // from the target's view: the step is called again, in a session of the other server
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> !serverOf(run, 1).equals(name(owner)));
        Duration took = Duration.between(killed, Instant.now());
        System.out.println("Failover after kill -9: " + took.toMillis() + " ms with a lease of " + LEASE.toMillis() + " ms");
        replace(owner);
        assertThat(took).isLessThan(LEASE.plusSeconds(5));
        fleet.mend(1);
        fleet.mend(2);
        await().atMost(PATIENCE).until(() -> status(run).equals("C"));
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N");
        assertThat(fleet.calls(2, run)).contains("FINAL N");
    }

    @Test
    void a_server_paused_for_longer_than_its_lease_records_nothing_and_does_not_disturb_the_new_owner() throws Exception {
        fleet.hold(1, "TASK_ONE");
        long run = started();
        ServerProcess owner = ownerOf(run, 1);
        owner.pause();
        try {
            // the paused server's session lives, and its step with it: the new owner waits and says for whom
            await().atMost(PATIENCE).until(() -> String.valueOf(waitingFor(run)).contains("held by connection"));
            assertThat(serverOf(run, 1)).isNotEqualTo(name(owner));
            fleet.mend(1);
            // the step ends on the target; its result is collected, and the lane goes on without its former owner
            await().atMost(PATIENCE).until(() -> status(run).equals("C"));
        } finally {
            owner.goOn();
        }
        List<String> before = rows(run);
        await().atMost(PATIENCE).until(() -> owner.log().contains("taken over by another"));
        assertThat(rows(run)).as("what the paused server did when it went on").isEqualTo(before);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N");
        assertThat(http(owner).get("/api/runs/" + run).body().get("status").asText()).isEqualTo("C");
    }

    @Test
    void lanes_of_a_run_are_worked_on_by_any_server_of_the_cluster() {
        Instant end = Instant.now().plus(PATIENCE);
        long servers = 0;
        while (servers < 2 && Instant.now().isBefore(end)) {
            long run = started();
            await().atMost(PATIENCE).until(() -> status(run).equals("C"));
            servers = sql.sql("select count(distinct server) from DOM$TASK_ATTEMPT").query(Long.class).single();
        }
        assertThat(servers).as("servers that have made attempts").isGreaterThanOrEqualTo(2);
    }

    /** Every row that a step's end writes. */
    private List<String> rows(long run) {
        return List.of(sql.sql("select * from DOM$TASK_LOG where run_id = ? order by id").param(run).query().listOfRows().toString(),
                sql.sql("select a.* from DOM$TASK_ATTEMPT a join DOM$TASK_LOG t on t.id = a.task_log_id where t.run_id = ? order by a.id")
                        .param(run).query().listOfRows().toString(),
                sql.sql("select * from DOM$RUN_LANES where run_id = ? order by database_id").param(run).query().listOfRows().toString(),
                sql.sql("select * from DOM$SQL_LOG where run_id = ? order by id").param(run).query().listOfRows().toString());
    }

    private ServerProcess server(String name) {
        try {
            return new ServerProcess(Files.createDirectories(folder.resolve(name)), postgres);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace(ServerProcess killed) {
        ServerProcess again = server(killed.data().getFileName().toString());
        if (killed == one) {
            one = again;
        } else {
            two = again;
        }
    }

    private DomHttp http(ServerProcess server) {
        return new DomHttp(server.port(), password);
    }

    private long started() {
        DomHttp.Answer answer = http(one).startRun("probe", "TEST");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().at("/variables/runId/value").asLong();
    }

    private String status(long run) {
        return sql.sql("select status from DOM$RUN_LOG where id = ?").param(run).query(String.class).single();
    }

    /** Waits until the first task is called on the database. */
    private ServerProcess ownerOf(long run, int database) {
        await().atMost(PATIENCE).until(() -> fleet.calls(database, run).contains("TASK_ONE"));
        String server = serverOf(run, database);
        return List.of(one, two).stream().filter(each -> name(each).equals(server)).findFirst().orElseThrow();
    }

    private String serverOf(long run, int database) {
        return sql.sql("""
                select a.server from DOM$TASK_ATTEMPT a join DOM$TASK_LOG t on t.id = a.task_log_id and t.attempt = a.attempt
                where t.run_id = ? and t.database_name = ? and t.procedure_name = 'TASK_ONE'""")
                .params(run, "PROBETST0" + database).query(String.class).single();
    }

    private static String name(ServerProcess server) {
        return server.pid() + "@" + new ServerName().value().replaceFirst(".*@", "");
    }

    private String waitingFor(long run) {
        return sql.sql("select waiting_for from DOM$RUN_LANES where run_id = ? and database_name = 'PROBETST01'").param(run)
                .query(String.class).optional().orElse("");
    }
}
