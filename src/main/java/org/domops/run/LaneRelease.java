package org.domops.run;

import org.domops.engine.Diagrams;
import org.domops.engine.ExternalTasks;
import org.domops.engine.HeldTokens;
import org.domops.engine.Processes;
import org.domops.engine.StepArrivals;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.domops.repository.RunRules;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives waiting lanes their turn: as many as the run's cap, the caps of their databases and the stop threshold let.
 *
 * <p>A crash before the commit leaves them waiting, for the check every second; after it they have their turn, and any
 * worker fetches them.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class LaneRelease {

    private final RunLog runs;
    private final RunLanes lanes;
    private final LaneLife life;
    private final TaskLog tasks;
    private final RunRules rules;
    private final LaneWindow window;
    private final Diagrams diagrams;
    private final Processes processes;
    private final ExternalTasks externalTasks;
    private final HeldTokens heldTokens;
    private final StepArrivals arrivals;

    LaneRelease(RunLog runs, RunLanes lanes, LaneLife life, TaskLog tasks, RunRules rules, LaneWindow window, Diagrams diagrams,
                Processes processes, ExternalTasks externalTasks, HeldTokens heldTokens, StepArrivals arrivals) {
        this.runs = runs;
        this.lanes = lanes;
        this.life = life;
        this.tasks = tasks;
        this.rules = rules;
        this.window = window;
        this.diagrams = diagrams;
        this.processes = processes;
        this.externalTasks = externalTasks;
        this.heldTokens = heldTokens;
        this.arrivals = arrivals;
    }

    /** Releases what may be released now, in the order of waves and names. Call it without the run's row locked. */
    void releaseDue(long runId) {
        RunRow known = runs.find(runId).orElseThrow();
        List<LaneRow> waiting = lanes.lockWaiting(runId, known.releasedWave());
        if (waiting.isEmpty()) {
            return;
        }
        RunRow run = runs.lock(runId);
        if (!run.open() || run.halted() || life.status(run).stopped()) {
            return;
        }
        int active = lanes.countActive(runId);
        int most = run.parallel() == null ? Integer.MAX_VALUE : run.parallel();
        boolean any = false;
        for (LaneRow lane : waiting) {
            if (active >= most) {
                break;
            }
            Optional<String> waitsFor = lane.halted() ? Optional.of("its resumption") : waitsFor(lane, run);
            if (waitsFor.isEmpty()) {
                active++;
                release(lane, run, active);
                any = true;
            } else if (!waitsFor.get().equals(lane.waitingFor())) {
                lanes.waitingFor(lane.key(), waitsFor.get());
            }
        }
        if (any) {
            life.recompute(runId);
            AfterCommit.run(arrivals::wake);
        }
    }

    /**
     * A lane outside its maintenance window takes no other's place. The database's row is locked, so that two runs don't
     * take its last place both.
     */
    private Optional<String> waitsFor(LaneRow lane, RunRow run) {
        Optional<String> opens = window.opens(lane, run.environmentId()).map(LaneWindow::words);
        if (opens.isPresent()) {
            return opens;
        }
        return rules.lockParallel(lane.key().databaseId(), run.environmentId())
                .filter(most -> lanes.countActiveOn(lane.key().databaseId()) >= most)
                .map(most -> "its turn: " + lane.database() + " takes " + most + (most == 1 ? " lane" : " lanes") + " at once");
    }

    private void release(LaneRow lane, RunRow run, int number) {
        if (lane.processInstanceId() != null) {
            String site = site(lane, run);
            lanes.released(lane.key(), lane.processInstanceId(), site);
            List<String> tokens = tasks.unfinished(lane.key()).stream().map(TaskRow::externalTaskId)
                    .filter(Objects::nonNull).toList();
            if (!Objects.equals(site, lane.site())) {
                heldTokens.moveTo(site, tokens);
            }
            externalTasks.letFetch(tokens);
            return;
        }
        // below the lanes that have begun, whose tokens have 0; so the first lanes of all runs come before the second
        start(lane, run, -number);
    }

    /** A new instance for a lane that is being cancelled and has lost its own. Its row is locked. */
    void startCancelled(LaneRow lane) {
        start(lane, runs.find(lane.key().runId()).orElseThrow(), 0);
    }

    private void start(LaneRow lane, RunRow run, int priority) {
        String site = site(lane, run);
        Map<String, Object> variables = new HashMap<>(Map.of(
                "databaseId", lane.key().databaseId(),
                "database", lane.database(),
                "operation", run.operation(),
                "operationVersion", diagrams.byId(run.processDefinitionId()).version(),
                "priority", priority));
        if (site != null) {
            variables.put("site", site);
        }
        lanes.released(lane.key(), processes.startLane(run.id(), variables), site);
    }

    private String site(LaneRow lane, RunRow run) {
        return rules.site(lane.key().databaseId(), run.environmentId()).orElse(null);
    }
}
