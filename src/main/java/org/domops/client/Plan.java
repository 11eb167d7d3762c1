package org.domops.client;

import java.util.List;

/**
 * What a run would do.
 *
 * @param description may be null
 * @param allowedSeconds null: unlimited
 * @param parallel null: as many databases as the servers work on
 * @param waves how many databases each has
 */
public record Plan(String operation, String description, String environment, int instance, Long allowedSeconds,
                   boolean serial, Integer parallel, List<Integer> waves, String stops, Policy otherSteps,
                   List<Task> tasks, List<Lane> lanes, List<Parameter> parameters, List<String> missing,
                   List<String> leftOut) {

    /** Of a step; null: not limited. */
    public record Policy(int retries, long backoffSeconds, List<Integer> transientErrors, Long resumableSeconds,
                         Long ddlLockTimeoutSeconds, Long maxStepSeconds) {
    }

    public record Task(String procedure, String description, int runOrder, Policy policy) {
    }

    /** @param site whose workers work on it; null: the servers' own @param objects in run order */
    public record Lane(int wave, String database, String dialect, Integer parallel, String site, List<String> windows,
                       List<String> objects) {
    }

    /** @param object null: all others; value null: defined as null */
    public record Parameter(String name, String object, String value, boolean secret, String from) {
    }
}
