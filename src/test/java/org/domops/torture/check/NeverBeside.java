package org.domops.torture.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls of a lane don't overlap, except tasks of its parallel branches: each call's witnesses stand together. A session
 * that lives on beside the lane's new owner is seen by a witness it leaves after the other's first.
 */
final class NeverBeside implements Check {

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        evidence.witnessesBy(Witness::lane).values().forEach(lane -> lane(evidence, lane, found));
        return found;
    }

    private static void lane(Evidence evidence, List<Witness> lane, List<String> found) {
        boolean forked = evidence.run(Long.parseLong(lane.get(0).handle())).forked();
        Map<Long, Integer> lastOf = new HashMap<>();
        for (int i = 0; i < lane.size(); i++) {
            lastOf.put(lane.get(i).callId(), i);
        }
        for (int i = 0; i < lane.size(); i++) {
            Witness begin = lane.get(i);
            // of a call whose session died there may be nothing but its begin
            if (!begin.is("BEGIN") || lastOf.get(begin.callId()) == i) {
                continue;
            }
            for (Witness other : lane.subList(i + 1, lastOf.get(begin.callId()))) {
                if (other.callId() != begin.callId() && !(forked && branches(begin, other))) {
                    found.add(begin.step() + " ran beside " + other.step() + ": " + begin + ", " + other + ", "
                            + lane.get(lastOf.get(begin.callId())));
                    break;
                }
            }
        }
    }

    private static boolean branches(Witness one, Witness other) {
        return one.task() && other.task() && one.round() == other.round() && !one.procedure().equals(other.procedure())
                && !one.procedure().equals("TASK_THREE") && !other.procedure().equals("TASK_THREE");
    }
}
