package org.domops.torture.check;

import java.util.ArrayList;
import java.util.List;

/** What the log says completed is marked completed on its target, and no mark is open. */
final class MarksAgree implements Check {

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        for (TargetMark mark : evidence.marks()) {
            String what = evidence.step(mark.taskLogId()).map(StepFact::toString).orElse("step " + mark.taskLogId() + " on " + mark.target());
            if (mark.status().equals("R")) {
                found.add("attempt " + mark.attempt() + " at " + what + " is open on its target");
            }
            if (mark.opens() > 1 && evidence.attempt(mark.taskLogId(), mark.attempt()).filter(each -> !each.repeated()
                    && !each.status().equals("X") && !"Y".equals(each.outcomeUnknown())).isPresent()) {
                found.add("attempt " + mark.attempt() + " at " + what + " was opened " + mark.opens()
                        + " times, and the log does not say possibly repeated");
            }
        }
        for (AttemptFact attempt : evidence.attempts()) {
            StepFact step = evidence.step(attempt.taskLogId()).orElseThrow();
            if (!attempt.status().equals("C") || step.objectName() == null) {
                continue;
            }
            // an attempt that collects an earlier one's result leaves no mark of its own; "complete" is an error there
            boolean marked = evidence.marks().stream().anyMatch(mark -> mark.taskLogId() == step.id()
                    && mark.attempt() <= attempt.attempt() && (mark.status().equals("C") || "ITERATOR".equals(step.procedureName())));
            if (!marked) {
                found.add("attempt " + attempt.attempt() + " at " + step + " is logged as completed, and no mark on the target says so");
            }
        }
        return found;
    }
}
