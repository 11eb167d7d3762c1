package org.domops.torture.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Each task of a completed lane was done exactly once. What a procedure does in the transaction that DOM's mark is in is
 * never done twice; what it has committed before is, and the call itself, only where the log says "possibly repeated".
 */
final class DoneOnce implements Check {

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        Map<String, List<Witness>> bySteps = evidence.witnessesBy(Witness::step);
        Set<String> expected = new LinkedHashSet<>();
        for (LaneFact lane : evidence.completed()) {
            expected.addAll(Expected.tasks(evidence.run(lane.runId()), lane.databaseName()));
        }
        for (String step : expected) {
            if (bySteps.getOrDefault(step, List.of()).stream().noneMatch(each -> each.is("END"))) {
                found.add(step + " was never done");
            }
        }
        bySteps.values().forEach(step -> step(evidence, step, found));
        evidence.witnesses().stream().filter(each -> each.task() && evidence.completed().stream()
                        .anyMatch(lane -> each.lane().equals(lane.toString())))
                .map(Witness::step).distinct().filter(step -> !expected.contains(step))
                .forEach(step -> found.add(step + " was done and never planned"));
        return found;
    }

    private static void step(Evidence evidence, List<Witness> step, List<String> found) {
        String name = step.get(0).step();
        if (step.get(0).task() && step.stream().filter(each -> each.is("END")).count() > 1) {
            found.add(name + " was done twice in the transactions of its marks: " + step);
        }
        for (String mark : List.of("SQL1", "SQL2")) {
            long done = step.stream().filter(each -> each.is(mark)).count();
            if (step.get(0).task() && done > 1 && step.stream().noneMatch(each -> evidence.repeatable(each.taskLogId()))) {
                found.add(name + ": " + mark + " was done " + done + " times, and no attempt is possibly repeated");
            }
        }
        calls(evidence, step, found);
    }

    /** One BEGIN per attempt, or the log says so. */
    private static void calls(Evidence evidence, List<Witness> step, List<String> found) {
        Map<Integer, List<Witness>> byAttempt = new LinkedHashMap<>();
        step.stream().filter(each -> each.is("BEGIN"))
                .forEach(each -> byAttempt.computeIfAbsent(each.attempt(), any -> new ArrayList<>()).add(each));
        byAttempt.forEach((attempt, calls) -> {
            long taskLogId = calls.get(0).taskLogId();
            boolean said = evidence.attempts().stream().anyMatch(each -> each.taskLogId() == taskLogId
                    && each.attempt() >= attempt && (each.repeated() || "Y".equals(each.outcomeUnknown())));
            if (calls.size() > 1 && !said) {
                found.add(step.get(0).step() + ": attempt " + attempt + " was called " + calls.size()
                        + " times, and the log does not say possibly repeated: " + calls);
            }
        });
    }
}
