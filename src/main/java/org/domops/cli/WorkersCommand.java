package org.domops.cli;

import org.domops.client.Worker;
import org.domops.client.WorkersClient;
import org.domops.console.Cell;
import org.domops.console.Colour;
import org.domops.console.Console;
import org.domops.console.Table;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "workers", description = "List who works on lanes: servers and workers that were seen within a day.")
final class WorkersCommand implements Callable<Integer>, AsksServer {

    private static final String THERE = "there";

    private final Console console;
    private final Clock clock;

    @Mixin
    private final ServerOptions options;

    WorkersCommand(Environment environment, Console console, Clock clock) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
        this.clock = clock;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        Answer.print(console, options, options.server().get("/api/workers"), this::show);
        return ExitStatus.SUCCESS;
    }

    private static Cell state(Worker worker) {
        return new Cell(worker.state(), switch (worker.state()) {
            case THERE -> Colour.GREEN;
            case "gone" -> Colour.RED;
            default -> Colour.PLAIN;
        });
    }

    private void show(JsonNode answer) {
        List<Worker> workers = WorkersClient.workers(answer);
        Table table = new Table("WORKER", "KIND", "SITE", "STATE", ">LANES", "LAST CONTACT (" + console.zone() + ")", ">AGO");
        for (Worker worker : workers) {
            table.row(worker.name(), worker.server() ? "server" : "worker", worker.site(), state(worker),
                    !worker.state().equals(THERE) ? "-" : worker.running() + " of " + worker.lanes(), console.time(worker.contact()),
                    console.took(worker.contact(), null, clock.instant()));
        }
        table.print(console);
    }
}
