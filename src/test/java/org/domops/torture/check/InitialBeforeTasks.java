package org.domops.torture.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** INITIAL is completed before an object's first task, and again before the first after FINAL; FINAL follows an INITIAL. */
final class InitialBeforeTasks implements Check {

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        evidence.witnessesBy(Witness::lane).values().forEach(lane -> lane(lane, found));
        return found;
    }

    private static void lane(List<Witness> lane, List<String> found) {
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
                if (!called.contains(each.object())) {
                    found.add(each.step() + " was called without an INITIAL before it");
                }
            } else if (each.task() && each.is("BEGIN") && !ready.contains(each.object())) {
                found.add(each.step() + " was called without INITIAL before it: " + each);
            }
        }
    }
}
