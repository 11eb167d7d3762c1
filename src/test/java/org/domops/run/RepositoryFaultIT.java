package org.domops.run;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.domops.fault.Relay;
import org.domops.log.RunLanes;
import org.domops.log.Status;
import org.domops.repository.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

/** A PostgreSQL repository that is restarted, away for a while, or never answers. */
class RepositoryFaultIT {

    private static final int DATABASES = 3;
    private static final int ROUNDS = 6;
    @TempDir
    static Path folder;
    private static EmbeddedPostgres postgres;
    private static Relay relay;
    private static ProbeFleet fleet;
    private static DomInstance dom;

    @BeforeAll
    static void start() throws Exception {
        startPostgres(0);
        relay = new Relay("127.0.0.1", postgres.getPort());
        fleet = new ProbeFleet("REPOSITORY", DATABASES);
        Path data = Files.createDirectories(folder.resolve("data"));
        dom = new DomInstance(data, new TestPostgres("jdbc:postgresql://127.0.0.1:" + relay.port() + "/postgres", "postgres", "trusted"),
                "--spring.datasource.hikari.connection-timeout=2000", "--spring.datasource.hikari.validation-timeout=1000",
                "--spring.datasource.hikari.data-source-properties.socketTimeout=10");
        dom.apply(fleet.fleetFile(ROUNDS, "A"), fleet.sources());
        dom.run("probe", "TEST");
    }

    private static void startPostgres(int port) throws IOException {
        EmbeddedPostgres.Builder builder = TestPostgres.builder().setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false);
        postgres = (port == 0 ? builder : builder.setPort(port)).start();
    }

    @AfterAll
    static void stop() throws IOException {
        dom.close();
        relay.close();
        postgres.close();
    }

    @AfterEach
    void mend() {
        relay.restore();
        for (int database = 1; database <= DATABASES; database++) {
            fleet.mend(database);
        }
    }

    private static List<String> expected() {
        List<String> calls = new ArrayList<>(List.of("ITERATOR APP.A", "INITIAL"));
        for (int round = 0; round < ROUNDS; round++) {
            calls.addAll(List.of("TASK_ONE", "TASK_TWO", "ITERATOR APP.A"));
        }
        calls.add("FINAL N");
        return calls;
    }

    private static void assertCompletedWithoutRepetition(long run) {
        assertThat(dom.status(run)).isEqualTo(Status.C);
        for (int database = 1; database <= DATABASES; database++) {
            assertThat(fleet.calls(database, run)).isEqualTo(expected());
        }
        assertThat(dom.jdbc().sql("select count(*) from DOM$TASK_ATTEMPT a join DOM$TASK_LOG t on t.id = a.task_log_id"
                + " where t.run_id = ? and (a.possibly_repeated = 'Y' or a.status <> 'C')").param(run).query(Integer.class).single())
                .isZero();
        assertThat(dom.jdbc().sql("select count(*) from DOM$SQL_LOG where run_id = ?").param(run).query(Integer.class).single())
                .as("each statement once").isEqualTo(DATABASES * (expected().size() + ROUNDS));
    }

    @Test
    void a_repository_that_is_restarted_under_load_loses_no_step_and_repeats_none() throws IOException {
        long run = dom.started("probe", "TEST");
        for (int restart = 1; restart <= 2; restart++) {
            int enough = 5 * restart;
            await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).size() > enough);
            int port = postgres.getPort();
            postgres.close();
            startPostgres(port);
        }
        awaitEnd(run);
        assertCompletedWithoutRepetition(run);
    }

    @Test
    void a_step_that_ends_while_the_repository_is_away_is_recorded_when_it_is_back_and_the_health_page_tells() {
        try (SaidInLog said = new SaidInLog()) {
            aStepEndsInAnOutage();
            assertThat(said.stackTraces()).isEmpty();
            await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(said.outages()).hasSize(2));
            assertThat(said.outages()).first(STRING).startsWith("DOM-20274");
            assertThat(said.outages()).last(STRING).startsWith("The repository is back after");
            assertThat(said.warnings()).as("beside the first").hasSizeLessThan(10);
        }
    }

    private static void aStepEndsInAnOutage() {
        assertThat(health()).contains("UP");
        fleet.hold(1, "TASK_ONE");
        long run = dom.started("probe", "TEST");
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
        relay.cut();
        fleet.mend(1);
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.strings(1, "select status from DOM$STEP_ATTEMPTS"
                + " where handle = '" + run + "' and procedure_name = 'TASK_ONE'").contains("C"));
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(health()).contains("DOWN"));
        relay.restore();
        awaitEnd(run);
        assertCompletedWithoutRepetition(run);
        assertThat(health()).contains("UP");
    }

    @Test
    void a_repository_that_never_answers_keeps_no_thread_for_ever_and_the_run_goes_on_when_it_does() {
        long run = dom.started("probe", "TEST");
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).size() > 3);
        relay.silence();
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(health()).contains("DOWN"));
        // whatever was in the middle of a question has given it up
        await().atMost(DomInstance.PATIENCE).until(() -> Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("lane-"))
                .flatMap(thread -> List.of(thread.getValue()).stream())
                .noneMatch(frame -> frame.getClassName().startsWith("org.postgresql.core")));
        relay.restore();
        awaitEnd(run);
        assertCompletedWithoutRepetition(run);
    }

    /** Unlike the rest of the server's pages it needs no login. */
    private static String health() {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dom.port()
                    + "/actuator/health")).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The question itself may meet the outage. */
    private static void awaitEnd(long run) {
        await().atMost(DomInstance.PATIENCE.multipliedBy(2)).ignoreExceptions()
                .until(() -> dom.bean(RunLanes.class).count(run).get(Status.C) == DATABASES && dom.status(run) == Status.C);
    }
}
