package org.domops.run;

import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.domops.log.LaneRow;
import org.domops.log.ObjectRow;
import org.domops.log.RunObjects;
import org.domops.log.RunRow;
import org.domops.log.StepKey;
import org.domops.log.StepPhase;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/** Finds, or makes, the step at which a token stands. In the caller's transaction, which holds the lane's row. */
@Component
class TokenSteps {

    private final RunObjects objects;
    private final TaskLog tasks;
    private final Clock clock;

    TokenSteps(RunObjects objects, TaskLog tasks, Clock clock) {
        this.objects = objects;
        this.tasks = tasks;
        this.clock = clock;
    }

    TaskRow of(LaneToken token, LaneRow lane, RunRow run, ObjectRow object) {
        int iteration = iteration(token, lane, object);
        StepKey key = new StepKey(lane.key(), object == null ? 0 : object.objectId(), token.step(), iteration);
        Optional<TaskRow> known = tasks.find(key);
        if (known.isPresent() && token.externalTaskId().equals(known.get().externalTaskId())) {
            return known.get();
        }
        long id = known.isPresent() ? known.get().id()
                : tasks.insert(key, run.operationId(), lane.database(), object, StepPhase.CALL, clock.instant());
        if (known.isPresent() && known.get().phase() == StepPhase.DONE) {
            // the diagram comes to the step again within the round: another attempt at it
            tasks.phase(id, StepPhase.CALL);
        }
        tasks.token(id, token.externalTaskId());
        return tasks.get(id);
    }

    /** Whether the object's current round has begun and its ITERATOR is not completed. */
    boolean roundUnfinished(LaneToken token, LaneRow lane, ObjectRow object) {
        StepKey current = new StepKey(lane.key(), object.objectId(), token.step(), object.iteration());
        return tasks.find(current).filter(step -> step.phase() != StepPhase.DONE).isPresent();
    }

    /** The kind of a step by its procedure. */
    StepKind kind(String procedure) {
        return Arrays.stream(StepKind.values()).filter(kind -> kind.name().equals(procedure)).findFirst()
                .orElse(StepKind.TASK);
    }

    /** A token at ITERATOR begins a new round, unless the round's ITERATOR is not completed yet. */
    private int iteration(LaneToken token, LaneRow lane, ObjectRow object) {
        if (object == null) {
            return 0;
        }
        if (token.kind() != StepKind.ITERATOR || roundUnfinished(token, lane, object)) {
            return object.iteration();
        }
        objects.iteration(object, object.iteration() + 1);
        return object.iteration() + 1;
    }
}
