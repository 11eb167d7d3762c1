package org.domops.delegate;

import org.domops.log.LaneKey;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.Status;
import org.springframework.stereotype.Component;

import java.util.Set;

/** The orders as the repository has them. */
@Component
class RecordedOrders implements LaneOrders {

    private final RunLanes lanes;

    RecordedOrders(RunLanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public Set<LaneKey> cancelling() {
        return Set.copyOf(lanes.cancelling());
    }

    @Override
    public boolean forced(LaneKey lane) {
        return lanes.find(lane).filter(row -> row.status() == Status.X).map(LaneRow::cancelForced).orElse(false);
    }
}
