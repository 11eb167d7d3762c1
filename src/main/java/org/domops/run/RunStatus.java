package org.domops.run;

import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.repository.StopThreshold;

import java.util.Map;

/**
 * What a run's lanes say of the run.
 *
 * @param lanes how many lanes have which status
 * @param waiting planned lanes, of waves that are released, that wait for their turn
 * @param later planned lanes of waves that are not released
 */
record RunStatus(RunRow run, Map<Status, Integer> lanes, int waiting, int later) {

    int count(Status status) {
        return lanes.getOrDefault(status, 0);
    }

    int all() {
        return lanes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** More lanes are errored than the stop threshold bears: no further one is released. */
    boolean stopped() {
        return run.stopThreshold() != null
                && StopThreshold.parse(run.stopThreshold()).exceeded(count(Status.E), all());
    }

    /** Lanes that have their turn and are at work, or will be as soon as a worker is free. */
    private boolean running() {
        return count(Status.R) > 0 || count(Status.P) > waiting + later;
    }

    /** No lane of the released waves is at work, is held up, or will get its turn. */
    boolean waveOver() {
        return !running() && count(Status.K) == 0 && count(Status.H) == 0 && (waiting == 0 || stopped());
    }

    /** Every lane has come to an end that no restart changes. */
    boolean allOver() {
        return lanes.keySet().stream().allMatch(Status::over);
    }

    boolean errored() {
        return count(Status.E) > 0;
    }

    /** The status of a run that is not over. */
    Status status() {
        if (run.halted() && !allOver()) {
            return Status.H;
        }
        if (running() || waiting + later > 0 && !stopped()) {
            return Status.R;
        }
        if (count(Status.K) > 0) {
            return Status.K;
        }
        if (count(Status.H) > 0) {
            return Status.H;
        }
        return errored() ? Status.E : Status.R;
    }

    /** What the status does not say by itself; null: nothing. */
    String message() {
        return switch (status()) {
            case E -> part(Status.E) + " errored" + (waiting + later == 0 ? ""
                    : "; " + (waiting + later) + " not run: the stop threshold is " + run.stopThreshold());
            case K -> part(Status.K) + " being cancelled";
            case H -> count(Status.R) == 0 ? "no step runs" : part(Status.R) + " still at a step";
            default -> null;
        };
    }

    /** The status of a run none of whose lanes goes on. What was not run is never shown as completed. */
    Status end() {
        if (errored()) {
            return Status.E;
        }
        if (count(Status.X) > 0) {
            return Status.X;
        }
        return count(Status.C) > 0 || count(Status.S) == 0 ? Status.C : Status.S;
    }

    /** What else there was beside completed lanes; null: nothing. */
    String endMessage() {
        StringBuilder message = new StringBuilder();
        for (Status status : new Status[] {Status.E, Status.X, Status.S, Status.P}) {
            if (count(status) > 0) {
                message.append(message.isEmpty() ? "" : ", ").append(part(status)).append(' ')
                        .append(status == Status.P ? "not run" : status.word());
            }
        }
        return message.isEmpty() ? null : message.toString();
    }

    private String part(Status status) {
        return count(status) + " of " + all() + (all() == 1 ? " lane" : " lanes");
    }
}
