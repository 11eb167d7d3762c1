package org.domops.torture.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * INITIAL is completed before an object's first task, and again before the first after FINAL; and FINAL follows an INITIAL
 * that was called, or whose attempt had begun when the line to the target broke, so that nobody knows.
 */
final class InitialBeforeTasks implements Check {

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        evidence.witnessesBy(Witness::lane).values().forEach(lane -> lane(evidence, lane, found));
        return found;
    }

    private static void lane(Evidence evidence, List<Witness> lane, List<String> found) {
        Set<String> ready = new HashSet<>();
        Set<String> called = new HashSet<>();
        for (Witness each : lane) {
            if (each.procedure().equals("INITIAL")) {
                called.add(each.object());
                if (each.is("END")) {
                    ready.add(each.object());
                }
            } else if (each.procedure().startsWith("FINAL")) {
                ready.remove(each.object());
                if (!called.contains(each.object()) && !begun(evidence, each)) {
                    found.add(each.step() + " was called without an INITIAL before it");
                }
            } else if (each.task() && each.is("BEGIN") && !ready.contains(each.object())) {
                found.add(each.step() + " was called without INITIAL before it: " + each);
            }
        }
    }

    private static boolean begun(Evidence evidence, Witness of) {
        return evidence.steps().stream().anyMatch(step -> "INITIAL".equals(step.procedureName()) && step.attempt() > 0
                && of.object().equals(step.objectName()) && of.lane().equals("run " + step.runId() + " on " + step.databaseName()));
    }
}
