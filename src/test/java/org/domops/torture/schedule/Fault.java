package org.domops.torture.schedule;

/**
 * One thing that is done to the arena.
 *
 * @param at milliseconds after the runs were started
 * @param index which server, target, run or lane, from 0
 * @param lasts milliseconds; 0: it has no end of its own
 */
public record Fault(int at, FaultKind kind, int index, int lasts) {

    @Override
    public String toString() {
        return "%.1fs %s %d%s".formatted(at / 1000.0, kind.name().toLowerCase().replace('_', ' '), index,
                lasts == 0 ? "" : " for %.1fs".formatted(lasts / 1000.0));
    }
}
