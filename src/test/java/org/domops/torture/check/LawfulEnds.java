package org.domops.torture.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every run, lane, object, step and attempt has come to an end that fits the others. */
final class LawfulEnds implements Check {

    private static final Set<String> OVER = Set.of("C", "X");
    private static final Set<String> STEP_OVER = Set.of("C", "X", "F", "S");

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        for (RunFact run : evidence.runs()) {
            boolean cancelled = evidence.lanes().stream().anyMatch(lane -> lane.runId() == run.id() && lane.status().equals("X"));
            if (!run.status().equals(cancelled ? "X" : "C") || run.activeKey() != null || run.endDttm() == null) {
                found.add("run " + run.id() + " is " + run.status() + ", active " + run.activeKey() + ", ended " + run.endDttm());
            }
        }
        for (LaneFact lane : evidence.lanes()) {
            if (!OVER.contains(lane.status()) || lane.waitingFor() != null) {
                found.add(lane + " is " + lane.status() + ", waits for " + lane.waitingFor());
            }
        }
        for (ObjectFact object : evidence.objects()) {
            LaneFact lane = evidence.lanes().stream().filter(each -> each.runId() == object.runId()
                    && each.databaseId() == object.databaseId()).findFirst().orElseThrow();
            boolean lawful = lane.status().equals("C") ? object.status().equals("C") : OVER.contains(object.status());
            if (!lawful) {
                found.add(object.objectName() + " of " + lane + ", which is " + lane.status() + ", is " + object.status());
            }
        }
        evidence.steps().forEach(step -> step(evidence, step, found));
        return found;
    }

    private static void step(Evidence evidence, StepFact step, List<String> found) {
        LaneFact lane = evidence.lanes().stream().filter(each -> each.runId() == step.runId()
                && each.databaseName().equals(step.databaseName())).findFirst().orElseThrow();
        boolean cancelled = lane.status().equals("X");
        // what had failed before the lane was cancelled remains so
        boolean lawful = STEP_OVER.contains(step.status()) || cancelled && step.status().equals("E");
        if (!lawful || !step.phase().equals("DONE") || !cancelled && step.status().equals("X")) {
            found.add(step + " is " + step.status() + " in phase " + step.phase() + ", its lane is " + lane.status());
        }
        List<AttemptFact> attempts = evidence.attempts().stream().filter(each -> each.taskLogId() == step.id()).toList();
        for (AttemptFact attempt : attempts) {
            if (attempt.status().equals("R") || attempt.endDttm() == null) {
                found.add("attempt " + attempt.attempt() + " at " + step + " is " + attempt.status() + ", ended " + attempt.endDttm());
            }
        }
        if (attempts.stream().mapToInt(AttemptFact::attempt).max().orElse(0) != step.attempt() || attempts.size() != step.attempt()) {
            found.add(step + " has " + attempts.size() + " attempts, yet its last is number " + step.attempt());
        }
    }
}
