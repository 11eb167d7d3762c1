package org.domops.repository;

/**
 * How a run of an operation goes over the databases of an environment.
 *
 * @param serial one database after the other, stopping at the first error; whatever else is said of an operation does not count then
 * @param parallel at most so many lanes of a run at once; null: no cap of its own
 * @param waves never null
 * @param stopThreshold null: errors never stop the release of further lanes
 */
public record FleetControl(boolean serial, Integer parallel, WaveSizes waves, StopThreshold stopThreshold) {

    public static final FleetControl SERIAL = new FleetControl(true, 1, WaveSizes.ONE, StopThreshold.NONE_BORNE);
}
