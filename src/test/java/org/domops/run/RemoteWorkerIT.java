package org.domops.run;

import com.fasterxml.jackson.databind.JsonNode;
import org.domops.client.Login;
import org.domops.delegate.remote.RemoteWorker;
import org.domops.delegate.remote.RemoteWorkerSettings;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.fault.Relay;
import org.domops.log.AttemptRow;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A server that reaches the first of two databases, and workers in JVMs of their own that reach the second. */
class RemoteWorkerIT {

    private static final String SITE = "frankfurt";
    private static final String VARIABLE = "DOM_TEST_FRANKFURT";
    private static final String USER = "fraworker";
    private static final String PASSWORD = "wörker's secret";
    private static final String[] CALLS = {"ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "ITERATOR APP.A", "FINAL N"};

    @TempDir
    static Path folder;
    private static DomInstance dom;
    private static DomHttp admin;
    /** Between the workers and the server. */
    private static Relay relay;
    private static ProbeFleet fleet;
    private static String targetPassword;
    /** Shared by the tests that need one, as each takes a while to start; null: none runs. */
    private static WorkerProcess running;
    private static int started;

    @BeforeAll
    static void start() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        fleet = new ProbeFleet("REMOTE", 2);
        dom = new DomInstance(data);
        admin = new DomHttp(dom.port(), data);
        relay = new Relay("127.0.0.1", dom.port());
        targetPassword = Files.readString(Path.of(fleet.schema(2).database().credential().substring("file:".length()))).strip();
        dom.apply(atSite(fleet.fleetFile(1, "A"), 2), fleet.sources());
        assertThat(admin.post("/engine-rest/user/create", Map.of("profile", Map.of("id", USER, "firstName", "F", "lastName", "W"),
                "credentials", Map.of("password", PASSWORD))).status()).isEqualTo(204);
        assertThat(admin.put("/engine-rest/group/domworker/members/" + USER, Map.of()).status()).isEqualTo(204);
        assertThat(admin.post("/engine-rest/user/create", Map.of("profile", Map.of("id", "nobody", "firstName", "N", "lastName", "N"),
                "credentials", Map.of("password", PASSWORD))).status()).isEqualTo(204);
        prepareTables();
    }

    /** The database's password is on the worker's machine only. */
    private static String atSite(String yaml, int database) {
        String changed = yaml.replaceFirst("(?m)^( *)credential: " + Pattern.quote("\"" + fleet.schema(database).database().credential() + "\"") + "$",
                "$1credential: \"env:" + VARIABLE + "\"\n$1site: " + SITE);
        assertThat(changed).isNotEqualTo(yaml);
        return changed;
    }

    /** A first run makes the tables by which procedures are told to wait or fail. */
    private static void prepareTables() {
        long run = started();
        await().atMost(DomInstance.PATIENCE).until(() -> lane(run, 2).waitingFor() != null);
        assertThat(lane(run, 2).waitingFor()).isEqualTo("a worker: none of site frankfurt has asked for work yet");
        WorkerProcess worker = worker();
        dom.awaitEnd(run);
        assertThat(dom.status(run)).as(worker.log()).isEqualTo(Status.C);
    }

    @AfterAll
    static void stop() {
        noWorker();
        relay.close();
        dom.close();
    }

    @AfterEach
    void mend() {
        fleet.mend(1);
        fleet.mend(2);
    }

    @Test
    void a_database_that_only_a_worker_of_its_site_reaches_is_worked_on_by_it() {
        WorkerProcess worker = worker();
        long run = started();
        dom.awaitEnd(run);
        assertThat(dom.status(run)).as(worker.log()).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly(CALLS);
        assertThat(fleet.calls(2, run)).containsExactly(CALLS);
        assertThat(lane(run, 2).site()).isEqualTo(SITE);
        assertThat(attempts(run, 2)).extracting(AttemptRow::server).containsOnly(worker.name());
        assertThat(attempts(run, 1)).extracting(AttemptRow::server).doesNotContain(worker.name());
        JsonNode workers = admin.get("/api/workers").body().get("workers");
        assertThat(workers).anySatisfy(each -> {
            assertThat(each.get("name").asText()).isEqualTo(worker.name());
            assertThat(each.get("site").asText()).isEqualTo(SITE);
            assertThat(each.get("state").asText()).isEqualTo("there");
            assertThat(each.get("server").asBoolean()).isFalse();
        }).anySatisfy(each -> assertThat(each.get("server").asBoolean()).isTrue());
    }

    @Test
    void the_statements_of_a_remote_step_are_in_the_log_while_it_runs_and_each_once_and_in_order() {
        fleet.hold(2, "TASK_ONE");
        WorkerProcess worker = worker();
        long run = started();
        await().atMost(DomInstance.PATIENCE).until(() -> statements(run), texts -> !texts.isEmpty()
                && texts.get(texts.size() - 1).contains("TASK_ONE"));
        assertThat(dom.status(run)).isEqualTo(Status.R);
        fleet.mend(2);
        dom.awaitEnd(run);
        List<String> statements = statements(run);
        assertThat(statements).as(worker.log()).hasSize(CALLS.length + 1);
        assertThat(statements.get(2)).contains("TASK_ONE");
        assertThat(statements.get(3)).contains("TASK_TWO");
    }

    private static List<String> statements(long run) {
        return dom.jdbc().sql("""
                select s.sql_text from DOM$SQL_LOG s join DOM$TASK_LOG t on t.id = s.task_log_id
                where t.run_id = ? and t.database_id = ? order by s.id""")
                .params(run, lane(run, 2).key().databaseId()).query(String.class).list();
    }

    @Test
    void a_killed_workers_step_is_collected_by_the_next_worker_of_the_site_and_not_repeated() {
        worker();
        long run = startedAndHeld();
        String killed = running.name();
        noWorker();
        await().atMost(DomInstance.PATIENCE).until(() -> lane(run, 2).waitingFor() != null);
        assertThat(lane(run, 2).waitingFor()).startsWith("a worker: none of site frankfurt has asked for work since 20");
        assertThat(admin.get("/api/workers").body().get("workers")).anySatisfy(each -> {
            assertThat(each.get("name").asText()).isEqualTo(killed);
            assertThat(each.get("state").asText()).isEqualTo("gone");
        });
        WorkerProcess next = worker();
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(lane(run, 2).waitingFor()).contains("held by connection"));
        fleet.mend(2);
        dom.awaitEnd(run);
        assertThat(dom.status(run)).as(next.log()).isEqualTo(Status.C);
        assertThat(fleet.calls(2, run)).containsExactly(CALLS);
        assertThat(lane(run, 2).waitingFor()).isNull();
    }

    @Test
    void a_lane_of_a_worker_is_cancelled_when_its_target_has_confirmed() {
        WorkerProcess worker = worker();
        long run = startedAndHeld();
        assertThat(admin.post("/api/runs/" + run + "/cancel", Map.of("reason", "not tonight")).status()).isEqualTo(200);
        await().atMost(DomInstance.PATIENCE).until(() -> lane(run, 2).status() == Status.X);
        assertThat(fleet.calls(2, run)).as(worker.log()).endsWith("TASK_ONE", "FINAL Y");
    }

    @Test
    void a_worker_that_is_stopped_waits_for_its_running_step_and_leaves_the_rest_to_others() {
        WorkerProcess stopped = worker();
        long run = startedAndHeld();
        stopped.terminate();
        fleet.mend(2);
        assertThat(stopped.awaitEnd()).isEqualTo(143);
        assertThat(stopped.log().stripTrailing()).endsWith("worker " + stopped.name() + " has stopped");
        noWorker();
        TaskRow taskOne = dom.tasks().of(run).stream().filter(step -> step.key().procedure().equals("TASK_ONE")
                && step.key().lane().equals(lane(run, 2).key())).findFirst().orElseThrow();
        assertThat(taskOne.status()).isEqualTo(Status.C);
        assertThat(fleet.calls(2, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE");
        WorkerProcess next = worker();
        dom.awaitEnd(run);
        assertThat(fleet.calls(2, run)).as(next.log()).containsExactly(CALLS);
    }

    @Test
    void a_worker_that_is_stopped_in_a_long_step_gives_its_lane_back_at_once() {
        WorkerProcess stopped = worker();
        long run = startedAndHeld();
        assertThat(lockedBy(run)).anyMatch(owner -> owner.contains(stopped.name()));
        stopped.terminate();
        assertThat(stopped.awaitEnd()).isEqualTo(143);
        assertThat(stopped.log().stripTrailing())
                .endsWith("worker " + stopped.name() + " has stopped; it leaves 1 step that still runs to the next worker");
        assertThat(lockedBy(run)).as(stopped.log()).isEmpty();
        assertThat(admin.get("/api/workers").body().get("workers")).anySatisfy(each -> {
            assertThat(each.get("name").asText()).isEqualTo(stopped.name());
            assertThat(each.get("state").asText()).isEqualTo("stopped");
        });
        noWorker();
        WorkerProcess next = worker();
        fleet.mend(2);
        dom.awaitEnd(run);
        assertThat(dom.status(run)).as(next.log()).isEqualTo(Status.C);
        assertThat(fleet.calls(2, run)).containsOnlyOnce("TASK_ONE");
    }

    /** Whose the run's locks are, whether they have expired or not. */
    private static List<String> lockedBy(long run) {
        return dom.jdbc().sql("""
                select t.worker_id_ from act_ru_ext_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                where e.business_key_ = ? and t.worker_id_ is not null and t.topic_name_ like '%@frankfurt'""")
                .param(String.valueOf(run)).query(String.class).list();
    }

    @Test
    void a_step_that_ends_while_its_worker_does_not_reach_the_server_is_recorded_afterwards_and_not_repeated() {
        WorkerProcess worker = worker();
        long run = startedAndHeld();
        relay.cut();
        await().atMost(DomInstance.PATIENCE).until(() -> lane(run, 2).waitingFor() != null);
        assertThat(lane(run, 2).waitingFor()).as("its lease has ended").contains("has asked for work since");
        fleet.mend(2);
        await().atMost(DomInstance.PATIENCE).until(() -> worker.log().contains("TASK_ONE of run " + run + " could not be told to the server now"));
        relay.restore();
        dom.awaitEnd(run);
        assertThat(dom.status(run)).as(worker.log()).isEqualTo(Status.C);
        assertThat(fleet.calls(2, run)).containsExactly(CALLS);
        assertThat(attempts(run, 2)).allSatisfy(attempt -> {
            assertThat(attempt.attempt()).isEqualTo(1);
            assertThat(attempt.possiblyRepeated()).isFalse();
        });
    }

    @Test
    void a_restart_takes_an_errored_lane_to_the_workers_of_the_site_that_its_database_has_now() {
        fleet.fault(1, "TASK_ONE", -20555);
        WorkerProcess worker = worker();
        long run = started();
        dom.awaitEnd(run);
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(attempts(run, 1)).extracting(AttemptRow::server).doesNotContain(worker.name());
        fleet.mend(1);
        String moved = atSite(atSite(fleet.fleetFile(1, "A"), 1), 2);
        dom.apply(moved, fleet.sources());
        try {
            assertThat(started()).isEqualTo(run);
            dom.awaitEnd(run);
            assertThat(dom.status(run)).as(worker.log()).isEqualTo(Status.C);
            List<AttemptRow> attempts = attempts(run, 1);
            assertThat(attempts.subList(attempts.size() - 6, attempts.size())).extracting(AttemptRow::server).containsOnly(worker.name());
            assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL Y", "INITIAL", "TASK_ONE",
                    "TASK_TWO", "ITERATOR APP.A", "FINAL N");
        } finally {
            dom.apply(atSite(fleet.fleetFile(1, "A"), 2), fleet.sources());
        }
    }

    @Test
    void an_end_that_is_told_twice_is_recorded_once_and_answered_with_the_same_next_call() {
        noWorker();
        DomHttp worker = new DomHttp(dom.port(), USER, PASSWORD);
        long run = started();
        JsonNode task = fetched(worker, "dom-install");
        JsonNode begin = worker.post("/api/worker/begin", Map.of("externalTaskId", task.get("id").asText(),
                "fetchedBy", "by-hand", "workerId", "by-hand/1")).body();
        JsonNode install = begin.get("order");
        assertThat(install.get("kind").asText()).isEqualTo("INSTALL");
        requireSame(begin, worker.post("/api/worker/begin", Map.of("externalTaskId", task.get("id").asText(),
                "fetchedBy", "by-hand", "workerId", "by-hand/1")).body());
        DomHttp.Answer foreign = worker.post("/api/worker/end", end(install, "somebody/2"));
        assertThat(foreign.status()).isEqualTo(409);
        assertThat(foreign.body().get("code").asInt()).isEqualTo(DomCode.STEP_LOST.number());
        JsonNode first = worker.post("/api/worker/end", end(install, "by-hand/1")).body();
        JsonNode second = worker.post("/api/worker/end", end(install, "by-hand/1")).body();
        assertThat(first.get("order").get("kind").asText()).isEqualTo("ITERATOR");
        requireSame(first, second);
        assertThat(attempts(run, 2)).extracting(AttemptRow::status).containsExactly(Status.C, Status.R);
        assertThat(admin.post("/api/runs/" + run + "/cancel", Map.of("reason", "by hand", "force", true)).status()).isEqualTo(200);
        DomHttp.Answer late = worker.post("/api/worker/end", end(first.get("order"), "by-hand/1"));
        assertThat(late.body().path("order").isNull() || late.status() == 409).as("a lane that is gone: " + late).isTrue();
    }

    @Test
    void an_end_whose_attempt_was_left_meanwhile_is_refused_so_that_its_statements_stay_on_the_target() {
        noWorker();
        DomHttp worker = new DomHttp(dom.port(), USER, PASSWORD);
        long run = started();
        JsonNode install = begun(worker, fetched(worker, "dom-install"), "by-hand/1");
        JsonNode iterator = worker.post("/api/worker/end", end(install, "by-hand/1")).body().get("order");
        assertThat(iterator.get("kind").asText()).isEqualTo("ITERATOR");
        assertThat(admin.post("/api/runs/" + run + "/cancel", Map.of("reason", "by hand")).status()).isEqualTo(200);
        JsonNode quieten = takenOver(worker, iterator, "by-hand/2");
        assertThat(attempts(run, 2)).extracting(AttemptRow::status).containsExactly(Status.C, Status.X);
        requireLost(worker, end(iterator, "by-hand/1"));
        JsonNode quietenAgain = takenOver(worker, quieten, "by-hand/3");
        requireLost(worker, end(quieten, "by-hand/2"));
        assertThat(lane(run, 2).status()).isEqualTo(Status.K);
        // told twice: the answer may have been lost
        for (int told = 1; told <= 2; told++) {
            DomHttp.Answer recorded = worker.post("/api/worker/end", end(quietenAgain, "by-hand/3"));
            assertThat(recorded.status()).isEqualTo(200);
            assertThat(recorded.body().path("order").isNull()).as(String.valueOf(recorded.body())).isTrue();
            assertThat(lane(run, 2).status()).isEqualTo(Status.X);
        }
        dom.awaitEnd(run);
    }

    /** As if the lease of the token had ended. */
    private static JsonNode takenOver(DomHttp worker, JsonNode order, String workerId) {
        assertThat(worker.post("/engine-rest/external-task/" + order.at("/token/externalTaskId").asText() + "/unlock", Map.of()).status())
                .isEqualTo(204);
        JsonNode quieten = begun(worker, fetched(worker, "dom-iterator"), workerId);
        assertThat(quieten.get("phase").asText()).isEqualTo("CANCEL_QUIETEN");
        return quieten;
    }

    private static JsonNode begun(DomHttp worker, JsonNode task, String workerId) {
        return worker.post("/api/worker/begin", Map.of("externalTaskId", task.get("id").asText(), "fetchedBy", "by-hand",
                "workerId", workerId)).body().get("order");
    }

    private static void requireLost(DomHttp worker, Map<String, Object> end) {
        DomHttp.Answer answer = worker.post("/api/worker/end", end);
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(409);
        assertThat(answer.body().get("code").asInt()).isEqualTo(DomCode.STEP_LOST.number());
    }

    /** The fence's number is a new one with each answer: the target refuses what the worker may have sent by the former. */
    private static void requireSame(JsonNode first, JsonNode second) {
        for (String fact : List.of("token", "taskLogId", "attempt", "phase", "kind", "iteration")) {
            assertThat(second.get("order").get(fact)).as(fact).isEqualTo(first.get("order").get(fact));
        }
    }

    private static Map<String, Object> end(JsonNode order, String workerId) {
        return Map.of("externalTaskId", order.at("/token/externalTaskId").asText(), "workerId", workerId,
                "taskLogId", order.get("taskLogId").asLong(), "attempt", order.get("attempt").asInt(),
                "phase", order.get("phase").asText(), "order", order.at("/fence/order").asLong(), "outcome",
                Map.of("transientError", false, "session", "REMOTE2 connection of " + workerId, "statements", Map.of()), "stopping", false);
    }

    private static JsonNode fetched(DomHttp worker, String topic) {
        // the poll of a worker that was killed may have got the token first: then until its lease has ended
        return await().atMost(DomInstance.PATIENCE).until(() -> worker.post("/engine-rest/external-task/fetchAndLock", Map.of(
                "workerId", "by-hand", "maxTasks", 1, "usePriority", true,
                "topics", List.of(Map.of("topicName", topic + "@" + SITE, "lockDuration", 60_000)))).body(), tasks -> tasks.size() == 1).get(0);
    }

    @Test
    void a_worker_that_can_not_begin_is_told_why_with_a_code() {
        assertThat(refused(USER, "wrong", SITE, dom.port()).code()).isEqualTo(DomCode.NOT_AUTHENTICATED);
        assertThat(refused("nobody", PASSWORD, SITE, dom.port())).hasMessageContaining("group domworker")
                .extracting(DomException::code).isEqualTo(DomCode.NOT_ALLOWED);
        assertThat(refused(USER, PASSWORD, "frankfrt", dom.port())).hasMessageContaining("expected one of frankfurt")
                .extracting(DomException::code).isEqualTo(DomCode.UNKNOWN_SITE);
        assertThat(refused(USER, PASSWORD, SITE, 1)).hasMessageContaining("127.0.0.1:1")
                .extracting(DomException::code).isEqualTo(DomCode.SERVER_UNREACHABLE);
    }

    private static DomException refused(String user, String password, String site, int port) {
        try {
            RemoteWorker.start(new RemoteWorkerSettings(URI.create("http://127.0.0.1:" + port), new Login(user, password, "the test"),
                    site, 1, "refused")).close();
        } catch (DomException e) {
            return e;
        }
        throw new AssertionError("the worker was started");
    }

    @Test
    void only_members_of_the_group_of_workers_may_work_on_lanes() {
        Map<String, Object> beat = Map.of("protocol", 1, "name", "x", "lanes", 1, "running", 0, "held", List.of());
        assertThat(new DomHttp(dom.port(), "nobody", PASSWORD).post("/api/worker/beat", beat).status()).isEqualTo(403);
        assertThat(new DomHttp(dom.port(), USER, PASSWORD).post("/api/worker/beat", beat).status()).isEqualTo(200);
        assertThat(new DomHttp(dom.port(), USER, PASSWORD).post("/api/runs/1/halt", Map.of("reason", "a worker")).status()).isEqualTo(403);
        for (String path : List.of("/api/runs", "/api/fleet", "/api/workers")) {
            DomHttp.Answer answer = new DomHttp(dom.port(), USER, PASSWORD).get(path);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.body().get("code").asInt()).isEqualTo(DomCode.NOT_ALLOWED.number());
            assertThat(admin.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void a_worker_may_ask_the_engine_for_tokens_only() {
        noWorker();
        DomHttp worker = new DomHttp(dom.port(), USER, PASSWORD);
        long run = started();
        String task = fetched(worker, "dom-install").get("id").asText();
        assertThat(List.of(worker.post("/engine-rest/external-task/" + task + "/complete", Map.of("workerId", "by-hand")),
                worker.post("/engine-rest/external-task/" + task + "/bpmnError", Map.of("workerId", "by-hand", "errorCode", "-20100")),
                worker.get("/engine-rest/process-instance"), worker.put("/engine-rest/external-task/" + task + "/retries", Map.of("retries", 1))))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.body().get("code").asInt()).isEqualTo(DomCode.NOT_ALLOWED.number());
                    assertThat(answer.body().get("detail").asText()).contains(USER).contains("domworker");
                });
        assertThat(worker.post("/engine-rest/external-task/" + task + "/unlock", Map.of()).status()).isEqualTo(204);
        assertThat(admin.get("/engine-rest/process-instance?businessKey=" + run).status()).isEqualTo(200);
        assertThat(admin.post("/api/runs/" + run + "/cancel", Map.of("reason", "by hand", "force", true)).status()).isEqualTo(200);
    }

    private static WorkerProcess worker() {
        if (running == null) {
            running = new WorkerProcess(folder, "http://127.0.0.1:" + relay.port(), USER, PASSWORD, SITE, "fra" + ++started,
                    Map.of(VARIABLE, targetPassword));
        }
        return running;
    }

    @Test
    void a_check_does_not_log_in_where_only_workers_of_a_site_can_and_says_so() {
        JsonNode report = admin.post("/api/check", Map.of("operation", "probe", "environment", "TEST", "instance", 1)).body();
        assertThat(report.get("failures").asInt()).isZero();
        JsonNode atSite = report.get("databases").get(1);
        assertThat(atSite.get("result").asText()).isEqualTo("WARNING");
        assertThat(atSite.get("findings").toString()).contains("not tried", "site " + SITE);
        assertThat(report.get("databases").get(0).get("findings").toString()).contains("\"login\"").doesNotContain("not tried");
    }

    /** As kill -9. */
    private static void noWorker() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** Its step TASK_ONE runs at the worker until the fleet is mended. */
    private static long startedAndHeld() {
        fleet.hold(2, "TASK_ONE");
        long run = started();
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(2, run).contains("TASK_ONE"));
        return run;
    }

    private static long started() {
        return dom.started("probe", "TEST");
    }

    private static LaneRow lane(long run, int database) {
        return dom.bean(RunLanes.class).of(run).get(database - 1);
    }

    private static List<AttemptRow> attempts(long run, int database) {
        List<Long> steps = dom.tasks().of(run).stream().filter(step -> step.key().lane().equals(lane(run, database).key()))
                .map(TaskRow::id).toList();
        return dom.attempts().of(run).stream().filter(attempt -> steps.contains(attempt.taskLogId())).toList();
    }
}
