package org.domops.repository;

import java.time.Duration;
import java.util.List;

/**
 * What a run would do, without running it.
 *
 * @param description may be null
 * @param allowedDuration of each lane; null: unlimited
 * @param stops when errors stop the release of further lanes, in words
 * @param otherSteps the policy of INSTALL, ITERATOR, INITIAL and FINAL
 * @param tasks in run order
 * @param lanes by database name
 * @param parameters by name, then in the objects' order; what applies to all objects is there once
 * @param missing what a run would fail for, one sentence each; empty: nothing is known to be missing
 * @param leftOut what belongs to the operation and is not part of the plan, and why, one sentence each
 */
public record ExplainedPlan(
        String operation, String description, String environment, int instance, Duration allowedDuration,
        FleetControl control, String stops, String iteratorPackage, StepPolicy otherSteps, List<ExplainedTask> tasks,
        List<ExplainedLane> lanes, List<ExplainedParameter> parameters, List<String> missing, List<String> leftOut) {

    /** @param description may be null */
    public record ExplainedTask(String procedure, String description, int runOrder, StepPolicy policy) {
    }

    /**
     * @param wave from 1
     * @param parallel at most so many lanes, of all runs, on the database at once; null: any number
     * @param site whose workers work on it; null: the servers' own
     * @param windows when steps may begin, in words; empty: always
     * @param objects in run order
     */
    public record ExplainedLane(int wave, String database, String dialect, Integer parallel, String site, List<String> windows,
                                List<PlannedObject> objects) {
    }

    /**
     * @param object {@code OWNER.NAME}; null: every object that has no line of its own for the parameter
     * @param value masked where it is secret; null: defined as null
     * @param from which of the four definitions counts
     */
    public record ExplainedParameter(String name, String object, String value, boolean secret, ParameterStep from) {
    }
}
