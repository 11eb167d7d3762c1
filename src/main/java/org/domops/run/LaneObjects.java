package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneKey;
import org.domops.log.LaneRow;
import org.domops.log.ObjectRow;
import org.domops.log.RunObjects;
import org.domops.log.Status;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a lane's objects one after the other, in the transaction that moves the lane's token. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class LaneObjects {

    static final String DISABLED = "disabled, or not the operation's any more, at the restart";

    private final RunObjects objects;
    private final LaneLife life;

    LaneObjects(RunObjects objects, LaneLife life) {
        this.objects = objects;
        this.life = life;
    }

    /**
     * Makes the next object in run order the lane's current one; empty: none is left. A new process instance of a lane
     * goes on with the object that the former one was at.
     */
    public Optional<ObjectRow> takeNext(LaneKey lane) {
        Optional<ObjectRow> current = objects.current(lane);
        if (current.isPresent()) {
            return current;
        }
        Optional<ObjectRow> next = objects.next(lane);
        next.ifPresent(object -> objects.status(object, Status.R, null));
        return next;
    }

    /** No object is left: the lane is completed. What was not run is said. */
    public void completeLane(LaneKey key) {
        LaneRow lane = life.lock(key);
        List<ObjectRow> all = objects.of(key);
        if (!all.stream().allMatch(object -> object.status().over())) {
            // somebody has moved the token here by hand
            throw new DomException(DomCode.NOT_POSSIBLE, "The lane of " + lane.database() + " in run " + key.runId()
                    + " can't be completed: not all of its objects are.");
        }
        long skipped = all.stream().filter(object -> object.status() == Status.S).count();
        String message = skipped == 0 ? null : skipped + " of " + all.size()
                + (all.size() == 1 ? " object" : " objects") + " skipped: " + DISABLED;
        life.complete(lane, skipped == all.size() ? LaneTransition.COMPLETE_WITHOUT_OBJECTS : LaneTransition.COMPLETE,
                message);
    }

    /**
     * Skips the lane's objects that are not to be worked on any more.
     *
     * @param wanted ids of those that are
     * @return whether the object at which the lane stands is among the skipped
     */
    boolean skipOthers(LaneKey lane, Set<Long> wanted) {
        boolean current = false;
        for (ObjectRow object : objects.of(lane)) {
            boolean open = object.status() == Status.P || object.status() == Status.R;
            if (open && !wanted.contains(object.objectId())) {
                objects.status(object, Status.S, DISABLED);
                current |= object.status() == Status.R;
            }
        }
        return current;
    }
}
