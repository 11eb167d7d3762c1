package org.domops.run;

import org.domops.log.LaneKey;
import org.domops.log.ObjectRow;
import org.domops.log.RunObjects;
import org.domops.log.Status;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.util.Optional;

/** Takes a lane's objects one after the other, in the transaction that moves the lane's token. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class LaneObjects {

    private final RunObjects objects;
    private final LaneLife life;

    LaneObjects(RunObjects objects, LaneLife life) {
        this.objects = objects;
        this.life = life;
    }

    /** Makes the next object in run order the lane's current one; empty: none is left. */
    public Optional<ObjectRow> takeNext(LaneKey lane) {
        Optional<ObjectRow> next = objects.next(lane);
        next.ifPresent(object -> objects.status(object, Status.R, null));
        return next;
    }

    /** No object is left: the lane is completed. */
    public void completeLane(LaneKey lane) {
        life.complete(life.lock(lane));
    }
}
