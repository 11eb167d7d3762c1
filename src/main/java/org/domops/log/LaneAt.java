package org.domops.log;

/**
 * A lane with the step it is at.
 *
 * @param step the errored one of an errored lane, else the running, else the last; null: none has begun
 * @param rows that the step's statements processed so far; null: not known
 * @param failures how many attempts of the lane's steps ended with an error, those of earlier restarts among them
 */
public record LaneAt(LaneRow lane, TaskRow step, Long rows, int failures) {
}
