package org.domops.repository.fleetfile;

import org.domops.repository.StopThreshold;
import org.domops.repository.WaveSizes;

/**
 * How a run goes over its databases, as the file says it for an operation, or for an operation in an environment.
 * Null: not said here.
 */
public record ControlEntry(Boolean serial, Integer parallel, WaveSizes waves, StopThreshold stopThreshold) {

    public static final ControlEntry NONE = new ControlEntry(null, null, null, null);
}
