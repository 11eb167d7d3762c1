package org.domops.torture.check;

import java.util.ArrayList;
import java.util.List;

/**
 * FINAL('Y') follows each failure for good of a step that INITIAL was called for, before anything else of the object
 * begins; FINAL('N') follows each object's completion; and a cancelled lane has FINAL('Y') last.
 */
final class FinalAfterFailure implements Check {

    private static final int PERMANENT = -20555;

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        evidence.witnessesBy(Witness::lane).forEach((name, lane) -> {
            for (int i = 0; i < lane.size(); i++) {
                if (lane.get(i).is("FAULT") && failedForGood(evidence, lane.get(i)) && initialCalled(lane, i)) {
                    finalFollows(lane, i, found);
                }
            }
        });
        for (LaneFact lane : evidence.lanes()) {
            List<Witness> witnesses = evidence.witnesses().stream().filter(each -> each.lane().equals(lane.toString())).toList();
            if (lane.status().equals("C")) {
                completed(witnesses, found);
            } else {
                cancelled(lane, witnesses, found);
            }
        }
        return found;
    }

    private static boolean failedForGood(Evidence evidence, Witness fault) {
        return !fault.procedure().startsWith("FINAL") && evidence.attempt(fault.taskLogId(), fault.attempt())
                .filter(attempt -> attempt.status().equals("E") && Integer.valueOf(PERMANENT).equals(attempt.errorCode())).isPresent();
    }

    /** INITIAL itself may be what failed. */
    private static boolean initialCalled(List<Witness> lane, int fault) {
        boolean called = false;
        for (Witness each : lane.subList(0, fault + 1)) {
            if (each.object().equals(lane.get(fault).object())) {
                called = each.procedure().equals("INITIAL") || called && !each.procedure().equals("FINAL Y");
            }
        }
        return called;
    }

    private static void finalFollows(List<Witness> lane, int fault, List<String> found) {
        String object = lane.get(fault).object();
        for (Witness next : lane.subList(fault + 1, lane.size())) {
            if (next.procedure().equals("FINAL Y") && next.object().equals(object)) {
                return;
            }
            // the other branch may be at its task, or may have begun it a moment before
            boolean branch = next.task() && next.round() == lane.get(fault).round();
            if (next.is("BEGIN") && !branch) {
                found.add(lane.get(fault).step() + " failed, and " + next.step() + " came before FINAL Y");
                return;
            }
        }
        found.add(lane.get(fault).step() + " failed, and no FINAL Y came after it");
    }

    private static void completed(List<Witness> lane, List<String> found) {
        lane.stream().map(Witness::object).distinct().forEach(object -> {
            List<Witness> ended = lane.stream().filter(each -> each.object().equals(object)
                    && (each.is("END") || each.is("COMPLETE"))).toList();
            if (ended.isEmpty() || !ended.get(ended.size() - 1).procedure().equals("FINAL N")) {
                found.add(lane.get(0).lane() + ", " + object + " is completed, and FINAL N was not the last thing done");
            }
        });
    }

    private static void cancelled(LaneFact lane, List<Witness> witnesses, List<String> found) {
        boolean due = false;
        for (Witness each : witnesses) {
            if (each.procedure().equals("INITIAL")) {
                due = true;
            } else if (each.procedure().startsWith("FINAL") && (each.is("END") || each.is("FAULT"))) {
                due = false;
            }
        }
        if (due) {
            found.add(lane + " was cancelled after INITIAL, and no FINAL came after it");
        }
    }
}
