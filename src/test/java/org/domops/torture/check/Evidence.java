package org.domops.torture.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a schedule's runs have left in the repository and on the targets.
 *
 * @param witnesses by target, in the order of their ids
 * @param left what should not be there any more: rows of the engine, sessions, locks, transactions, buffered statements
 */
public record Evidence(List<RunFact> runs, List<LaneFact> lanes, List<ObjectFact> objects, List<StepFact> steps,
                       List<AttemptFact> attempts, List<StatementFact> statements, List<Witness> witnesses,
                       List<TargetMark> marks, List<String> left) {

    RunFact run(long id) {
        return runs.stream().filter(run -> run.id() == id).findFirst().orElseThrow();
    }

    Optional<StepFact> step(long id) {
        return steps.stream().filter(step -> step.id() == id).findFirst();
    }

    Optional<AttemptFact> attempt(long taskLogId, int attempt) {
        return attempts.stream().filter(each -> each.taskLogId() == taskLogId && each.attempt() == attempt).findFirst();
    }

    /** Whether a call of that number, or a later one, of the step is logged as possibly repeated. */
    boolean repeatable(long taskLogId) {
        return attempts.stream().anyMatch(each -> each.taskLogId() == taskLogId && each.repeated());
    }

    List<LaneFact> completed() {
        return lanes.stream().filter(lane -> lane.status().equals("C")).toList();
    }

    /** In order, by any property. */
    <K> Map<K, List<Witness>> witnessesBy(Function<Witness, K> key) {
        return witnesses.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }
}
