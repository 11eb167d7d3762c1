package org.domops.run;

/**
 * What an order led to.
 *
 * @param restarted the last run's errored lanes were restarted; false: a new run
 * @param message for a person, one line
 */
public record StartedRun(long runId, boolean restarted, String message) {
}
