package org.domops.torture.schedule;

/**
 * A fault in the middle of a slow step: chance alone puts too few there.
 *
 * @param target on which the step is waited for, from 0
 * @param step the slow one
 * @param after milliseconds after its first call there has begun
 * @param kind of a server: the one that works on the step, or the worker that does; of a target: this one
 * @param lasts milliseconds; 0: it has no end of its own
 */
public record AimedFault(int target, StepOrder step, int after, FaultKind kind, int lasts) {

    @Override
    public String toString() {
        return "%s%s, %.1fs in %s %s on %d".formatted(kind.name().toLowerCase().replace('_', ' '),
                lasts == 0 ? "" : " for %.1fs".formatted(lasts / 1000.0), after / 1000.0, step.kind(), step.procedure(), target);
    }
}
