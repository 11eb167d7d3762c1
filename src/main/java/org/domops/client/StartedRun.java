package org.domops.client;

/**
 * @param restarted whether a run that had ended with errors goes on, under its old number
 * @param message for people; may be null
 */
public record StartedRun(long runId, boolean restarted, String message) {
}
