package org.domops.run;

import org.domops.fault.Relay;
import org.domops.fleet.EmbeddedDatabase;
import org.domops.fleet.TestDatabase;
import org.domops.log.AttemptRow;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.TaskRow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import static org.awaitility.Awaitility.await;

/** One DOM server and databases that it reaches through relays only. */
final class FaultyFleet implements AutoCloseable {

    final ProbeFleet probe;
    final DomInstance dom;
    private final List<Relay> relays = new ArrayList<>();

    FaultyFleet(Path data, String prefix, int databases) {
        EmbeddedDatabase server = TestDatabase.shared();
        probe = new ProbeFleet(prefix, databases);
        IntStream.range(0, databases).forEach(i -> relays.add(new Relay(server.host(), server.port())));
        dom = new DomInstance(data, "--dom.target.connect-timeout=2s", "--dom.target.answer-timeout=5s",
                "--dom.target.install-wait=3s", "--dom.target.quiet-wait=3s");
        apply("");
        dom.run("probe", "TEST");
    }

    Relay relay(int database) {
        return relays.get(database - 1);
    }

    /** @param control keys of the operation; they take the place of "retries: 0" */
    void apply(String control) {
        apply(control, yaml -> yaml);
    }

    void apply(String control, UnaryOperator<String> change) {
        apply(control, change, text -> text);
    }

    /** @param code changes the operation's package */
    void apply(String control, UnaryOperator<String> change, UnaryOperator<String> code) {
        String yaml = probe.fleetFile(1, "A");
        for (int i = 1; i <= relays.size(); i++) {
            String direct = probe.schema(i).database().connectString();
            yaml = yaml.replace(direct, relay(i).host() + ":" + relay(i).port() + direct.substring(direct.indexOf('/')));
        }
        if (!control.isEmpty()) {
            yaml = yaml.replace("    retries: 0\n", control);
        }
        Map<String, String> sources = new HashMap<>(probe.sources());
        sources.computeIfPresent("probe_op.mariadb.sql", (name, text) -> code.apply(text));
        dom.apply(change.apply(yaml), sources);
    }

    long start() {
        return dom.started("probe", "TEST");
    }

    /** Starts a run and waits until the procedure is at work, held, on the first database. */
    long startAndHold(String procedure) {
        probe.hold(1, procedure);
        long run = start();
        await().atMost(DomInstance.PATIENCE).until(() -> probe.calls(1, run).contains(procedure));
        return run;
    }

    LaneRow lane(long run, int database) {
        return dom.bean(RunLanes.class).of(run).stream().sorted(Comparator.comparing(LaneRow::database)).toList().get(database - 1);
    }

    TaskRow step(long run, int database, String procedure) {
        return dom.tasks().of(run).stream().filter(row -> row.key().procedure().equals(procedure)
                && row.database().equals(lane(run, database).database())).findFirst().orElseThrow();
    }

    List<AttemptRow> attempts(long run, TaskRow step) {
        return dom.attempts().of(run).stream().filter(attempt -> attempt.taskLogId() == step.id()).toList();
    }

    /** How often it was called on the first database. */
    long calls(long run, String procedure) {
        return probe.calls(1, run).stream().filter(procedure::equals).count();
    }

    void mend() {
        for (int i = 1; i <= relays.size(); i++) {
            relay(i).restore();
            relay(i).release();
            probe.mend(i);
        }
    }

    /** Ends every run that is not over, and waits for it. */
    void clear() {
        for (long run : dom.bean(RunLog.class).open()) {
            dom.bean(CancelRun.class).cancel(new LaneOrder(run, null, "the test is over", "test"), true);
        }
        await().atMost(DomInstance.PATIENCE).until(() -> dom.bean(RunLog.class).open().isEmpty());
    }

    Map<String, Object> start(int instance) {
        return dom.bean(org.domops.engine.Processes.class).startRun(
                Map.of("operation", "probe", "environment", "TEST", "instance", instance));
    }

    @Override
    public void close() {
        dom.close();
        relays.forEach(Relay::close);
    }
}
