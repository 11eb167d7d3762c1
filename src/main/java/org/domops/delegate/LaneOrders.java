package org.domops.delegate;

import org.domops.log.LaneKey;

import java.util.Set;

/** The orders of people that a worker has to look for while its calls run. */
public interface LaneOrders {

    /** The lanes that are to be cancelled, by whatever server the order was given; there may be others' among them. */
    Set<LaneKey> cancelling();

    /** Whether the lane was cancelled without the target's confirmation: what still runs there is ended all the same. */
    boolean forced(LaneKey lane);
}
