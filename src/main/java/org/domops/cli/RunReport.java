package org.domops.cli;

import org.domops.console.ProgramName;
import org.domops.client.Action;
import org.domops.client.Lane;
import org.domops.client.Run;
import org.domops.console.Cell;
import org.domops.console.Console;
import org.domops.console.Status;
import org.domops.console.Table;
import org.domops.console.Wrap;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A run with its lanes on a console. */
final class RunReport {

    private static final String INDENT = " ".repeat("started  ".length());

    private final Console console;
    private final Clock clock;

    RunReport(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    void print(Run run) {
        console.line("run " + run.id() + ": " + run.operation() + " on " + run.environment() + ", instance " + run.instance()
                + ("T".equals(run.mode()) ? ", test mode" : "") + ", started by " + run.startedBy());
        String message = Cell.of(run.statusMessage()).text();
        console.line("status   " + console.paint(Status.cell(run.status())) + (message.isEmpty() ? "" : ": " + message));
        wrapped("started  " + console.time(run.start())
                + (run.restart() == null ? "" : ", restarted " + console.time(run.restart()))
                + (run.end() == null ? "" : ", ended " + console.time(run.end())) + " (" + console.zone() + "); "
                + (run.end() == null ? "at it for " : "took ")
                + console.took(run.lastStart(), run.end(), clock.instant())
                + (run.restart() == null ? "" : " since the restart"));
        console.line("lanes    " + Lanes.count(run.lanes()));
        if (!run.laneList().isEmpty()) {
            console.line("");
            lanes(run);
        }
        orders(run);
        if ("T".equals(run.mode())) {
            return;
        }
        if ("H".equals(run.status())) {
            console.line("");
            console.line("it goes on with: " + ProgramName.typed() + " resume " + run.id());
            return;
        }
        if ("K".equals(run.status())) {
            return;
        }
        if ("E".equals(run.status()) || run.lanes().getOrDefault("E", 0) > 0) {
            console.line("");
            console.line("what happened:                           " + ProgramName.typed() + " logs " + run.id());
            console.line("when it is mended, what is left goes on: " + run.command());
        }
    }

    private void wrapped(String text) {
        List<String> parts = Wrap.lines(text, console.width() - INDENT.length());
        console.line(parts.get(0));
        parts.subList(1, parts.size()).forEach(part -> console.line(INDENT + part));
    }

    /** What people did to the run, beside starting it. */
    private void orders(Run run) {
        List<Action> orders = run.actions().stream().filter(action -> !"START".equals(action.action())).toList();
        if (orders.isEmpty()) {
            return;
        }
        console.line("");
        Table table = new Table("ORDER", "BY", "GIVEN (" + console.zone() + ")", "DATABASE", "STEP", "REASON");
        orders.forEach(order -> table.row(order.action(), order.username(), console.time(order.time()), order.database(),
                order.step(), order.reason()));
        table.print(console);
    }

    private void lanes(Run run) {
        boolean sites = run.laneList().stream().anyMatch(lane -> lane.site() != null);
        Table table = sites ? new Table("DATABASE", "SITE", ">WAVE", "STATUS", "LATEST STEP", "ON", ">ATTEMPT", ">TOOK", "MESSAGE")
                : new Table("DATABASE", ">WAVE", "STATUS", "LATEST STEP", "ON", ">ATTEMPT", ">TOOK", "MESSAGE");
        for (Lane lane : run.laneList()) {
            String message = lane.waitingFor() == null ? lane.statusMessage() : "waits for " + lane.waitingFor();
            List<Object> cells = new ArrayList<>(Arrays.asList(lane.database(), lane.wave(), Status.cell(lane.status()), lane.procedure(),
                    lane.procedure() == null ? "" : Steps.place(lane.object(), lane.iteration()),
                    lane.attempt() > 0 ? lane.attempt() : "",
                    console.took(lane.lastStart(), lane.end(), clock.instant()), message));
            if (sites) {
                cells.add(1, lane.site());
            }
            table.row(cells.toArray());
        }
        table.print(console);
    }
}
