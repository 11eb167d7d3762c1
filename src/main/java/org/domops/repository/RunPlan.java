package org.domops.repository;

import java.util.List;

/**
 * All that a run needs to begin; every part of it is enabled.
 *
 * @param iteratorPackage the package of ITERATOR, INITIAL and FINAL, in upper case
 * @param tasks at least one, in run order
 * @param lanes at least one, by database name
 */
public record RunPlan(
        OperationDefinition operation, EnvironmentDefinition environment, int instance, String iteratorPackage,
        List<TaskDefinition> tasks, List<PlannedLane> lanes) {

    public RunPlan {
        tasks = List.copyOf(tasks);
        lanes = List.copyOf(lanes);
    }
}
