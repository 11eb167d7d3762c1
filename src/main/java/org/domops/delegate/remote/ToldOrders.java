package org.domops.delegate.remote;

import org.domops.delegate.LaneOrders;
import org.domops.log.LaneKey;

import java.util.Set;

/** The orders of people, as the server told them in its answer to the latest heartbeat. */
final class ToldOrders implements LaneOrders {

    private volatile Set<LaneKey> cancelling = Set.of();
    private volatile Set<LaneKey> forced = Set.of();

    void told(Set<LaneKey> toCancel, Set<LaneKey> cancelledByForce) {
        cancelling = Set.copyOf(toCancel);
        forced = Set.copyOf(cancelledByForce);
    }

    @Override
    public Set<LaneKey> cancelling() {
        return cancelling;
    }

    @Override
    public boolean forced(LaneKey lane) {
        return forced.contains(lane);
    }
}
