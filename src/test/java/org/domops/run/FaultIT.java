package org.domops.run;

import org.domops.error.DomCode;
import org.domops.fault.RelayHook;
import org.domops.log.AttemptRow;
import org.domops.log.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The way to a target breaks, at each point of a run. */
class FaultIT {

    private static final String PATIENT = "    retries: 100\n    backoff: 1s\n";
    @TempDir
    static Path data;
    private static FaultyFleet fleet;
    private static DomInstance dom;

    @BeforeAll
    static void start() {
        fleet = new FaultyFleet(data, "FAULT", 1);
        dom = fleet.dom;
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @AfterEach
    void mend() {
        fleet.mend();
        fleet.apply("");
        fleet.clear();
    }

    @Test
    void a_database_that_is_down_at_the_start_is_tried_again_as_the_policy_says_and_the_run_completes() {
        fleet.apply(PATIENT);
        fleet.relay(1).cut();
        long run = fleet.start();
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(fleet.lane(run, 1).waitingFor())
                .contains("retry 2 of 100 of INSTALL").contains(String.valueOf(DomCode.CONNECT_FAILED.number())));
        fleet.relay(1).restore();
        dom.awaitEnd(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.probe.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N");
    }

    @Test
    void a_database_that_takes_the_connection_and_never_answers_is_given_up_after_the_connect_timeout() {
        fleet.relay(1).silence();
        Instant before = Instant.now();
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(40));
        assertThat(fleet.lane(run, 1).statusMessage()).contains("INSTALL: " + DomCode.CONNECT_FAILED.number());
        assertThat(threads("lane-")).as("no lane's thread is kept").noneMatch(FaultIT::reads);
        fleet.relay(1).restore();
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
    }

    @Test
    void an_install_that_is_cut_off_errs_and_its_restart_installs_what_is_missing() {
        RelayHook hook = fleet.relay(1).onAnswer("DOM$PARAMETERS", fleet.relay(1)::cut);
        long run = dom.run("probe", "TEST");
        assertThat(hook.happened()).isTrue();
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(fleet.lane(run, 1).statusMessage()).contains("INSTALL: " + DomCode.CONNECTION_LOST.number());
        fleet.relay(1).restore();
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(run, "TASK_ONE")).isEqualTo(1);
    }

    @Test
    void an_install_that_is_never_answered_is_given_up_after_the_answer_timeout() {
        RelayHook hook = fleet.relay(1).onAnswer("DOM$PARAMETERS", fleet.relay(1)::silence);
        long run = dom.run("probe", "TEST");
        assertThat(hook.happened()).isTrue();
        assertThat(fleet.lane(run, 1).statusMessage()).contains("INSTALL: " + DomCode.CONNECTION_LOST.number());
        fleet.relay(1).restore();
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
    }

    @Test
    void a_line_cut_while_a_step_runs_heals_and_the_step_goes_on_in_its_old_session_and_is_collected() {
        long run = fleet.startAndHold("TASK_ONE");
        fleet.relay(1).strand();
        fleet.relay(1).restore();
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(fleet.lane(run, 1).waitingFor())
                .contains("is held by connection").contains("its step open since"));
        assertThat(fleet.lane(run, 1).status()).isEqualTo(Status.R);
        fleet.probe.mend(1);
        dom.awaitEnd(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.probe.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N");
        assertThat(fleet.attempts(run, fleet.step(run, 1, "TASK_ONE"))).extracting(AttemptRow::attempt, AttemptRow::possiblyRepeated)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, false));
        assertThat(fleet.lane(run, 1).waitingFor()).isNull();
    }

    @Test
    void a_line_cut_when_a_step_is_completed_and_healed_at_once_does_not_repeat_it() {
        RelayHook hook = fleet.relay(1).onAnswer("\"PROBE_OP\".\"TASK_ONE\"", fleet.relay(1)::blip);
        long run = dom.run("probe", "TEST");
        assertThat(hook.happened()).isTrue();
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(run, "TASK_ONE")).isEqualTo(1);
        assertThat(fleet.attempts(run, fleet.step(run, 1, "TASK_ONE"))).hasSize(1);
        assertThat(dom.jdbc().sql("select count(*) from DOM$SQL_LOG where task_log_id = ?")
                .param(fleet.step(run, 1, "TASK_ONE").id()).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void a_step_completed_unheard_before_a_long_outage_is_collected_by_the_restart_and_not_repeated() {
        fleet.relay(1).onAnswer("\"PROBE_OP\".\"TASK_ONE\"", fleet.relay(1)::cut);
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(fleet.lane(run, 1).statusMessage()).contains("TASK_ONE: " + DomCode.CONNECTION_LOST.number());
        fleet.relay(1).restore();
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(run, "TASK_ONE")).isEqualTo(1);
        assertThat(fleet.attempts(run, fleet.step(run, 1, "TASK_ONE"))).extracting(AttemptRow::attempt)
                .containsExactly(1, 2);
    }

    @Test
    void a_line_cut_while_the_log_is_fetched_does_not_repeat_the_step_and_loses_no_row() {
        fleet.relay(1).onRequest("\"PROBE_OP\".\"TASK_ONE\"",
                () -> fleet.relay(1).onAnswer("DOM$SQL_BUFFER", fleet.relay(1)::blip));
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(run, "TASK_ONE")).isEqualTo(1);
        assertThat(dom.jdbc().sql("select count(*) from DOM$SQL_LOG where task_log_id = ?")
                .param(fleet.step(run, 1, "TASK_ONE").id()).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void a_step_that_neither_returns_nor_can_be_cancelled_is_ended_with_its_session_before_final_is_called() {
        fleet.apply("", yaml -> yaml.replace("{procedure: TASK_ONE}", "{procedure: TASK_ONE, max_step_time: 1s}"),
                code -> code.replace("witness(p_handle, 'TASK_ONE', '');", "witness(p_handle, 'TASK_ONE', ''); DO SLEEP(600);"));
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(fleet.lane(run, 1).statusMessage()).contains("TASK_ONE: " + DomCode.MAX_STEP_TIME.number());
        assertThat(fleet.probe.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL Y");
        assertThat(fleet.probe.strings(1, "select count(*) from information_schema.processlist where info like '%SLEEP(600)%'"
                + " and id <> connection_id()")).containsExactly("0");
    }

    private static java.util.stream.Stream<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith(name));
    }

    private static boolean reads(Thread thread) {
        return java.util.Arrays.stream(thread.getStackTrace()).anyMatch(frame -> frame.getClassName().contains("SocketInputStream")
                || frame.getClassName().contains("NioSocketImpl"));
    }
}
