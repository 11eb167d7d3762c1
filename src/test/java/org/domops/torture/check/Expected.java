package org.domops.torture.check;

import org.domops.torture.schedule.TortureRun;

import java.util.ArrayList;
import java.util.List;

/** What a completed lane must have done, by the definition of its run alone. */
final class Expected {

    private Expected() {
    }

    static TortureRun definition(RunFact run) {
        return TortureRun.ALL.stream().filter(each -> each.operation().equals(run.operationName())
                && each.instance() == run.operationInstance()).findFirst().orElseThrow();
    }

    /** Its tasks, as {@link Witness#step} names them. */
    static List<String> tasks(RunFact run, String target) {
        TortureRun definition = definition(run);
        List<String> steps = new ArrayList<>();
        for (int object = 1; object <= definition.objects(); object++) {
            for (int round = 1; round <= definition.rounds(); round++) {
                for (String task : TortureRun.TASKS) {
                    steps.add("run " + run.id() + " on " + target + ", " + definition.kind() + "_" + object + " round " + round + " " + task);
                }
            }
        }
        return steps;
    }
}
