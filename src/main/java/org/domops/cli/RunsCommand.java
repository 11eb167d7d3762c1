package org.domops.cli;

import org.domops.console.ProgramName;
import org.domops.client.Run;
import org.domops.client.RunsClient;
import org.domops.console.Console;
import org.domops.console.Status;
import org.domops.console.Table;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "runs", description = "List the latest runs.")
final class RunsCommand implements Callable<Integer>, AsksServer {

    private final Console console;
    private final Clock clock;

    @Mixin
    private final ServerOptions options;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many at most; default ${DEFAULT-VALUE}.")
    private int limit;

    RunsCommand(Environment environment, Console console, Clock clock) {
        this.options = new ServerOptions(environment);
        this.console = console;
        this.clock = clock;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        Answer.print(console, options, options.server().get("/api/runs?limit=" + limit), this::show);
        return ExitStatus.SUCCESS;
    }

    private void show(JsonNode answer) {
        List<Run> runs = RunsClient.recent(answer);
        if (runs.isEmpty()) {
            console.line("no run yet; start one with '" + ProgramName.typed() + " run OPERATION ENVIRONMENT'");
            return;
        }
        Table table = new Table(">RUN", "OPERATION", ">INSTANCE", "ENVIRONMENT", "STATUS", "LANES",
                "STARTED (" + console.zone() + ")", ">TOOK", "BY", "MESSAGE");
        for (Run run : runs) {
            String operation = run.operation() + ("T".equals(run.mode()) ? " (test)" : "");
            table.row(run.id(), operation, run.instance(), run.environment(), Status.cell(run.status()), Lanes.count(run.lanes()),
                    console.time(run.start()), console.took(run.lastStart(), run.end(), clock.instant()), run.startedBy(),
                    run.statusMessage());
        }
        table.print(console);
    }
}
