package org.domops.cli;

import org.domops.console.ProgramName;
import org.domops.client.Query;
import org.domops.client.Run;
import org.domops.client.RunsClient;
import org.domops.console.Console;
import org.domops.console.Status;
import org.domops.console.Table;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "runs", description = "List the latest runs.")
final class RunsCommand implements Callable<Integer>, AsksServer {

    private static final int MOST = 1000;

    private final Console console;
    private final Clock clock;

    @Mixin
    private final ServerOptions options;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many at most; default ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--operation", paramLabel = "OPERATION", description = "Only runs of this operation.")
    private String operation;

    @Option(names = "--environment", paramLabel = "ENVIRONMENT", description = "Only runs in this environment.")
    private String environmentName;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only runs with this status, e.g. E or errored.")
    private String status;

    RunsCommand(Environment environment, Console console, Clock clock) {
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
        if (limit < 1 || limit > MOST) {
            throw new DomException(DomCode.INVALID_REQUEST, "--limit " + limit + " is not possible; expected 1 to " + MOST);
        }
        String query = Query.of("limit", String.valueOf(limit), "operation", operation, "environment", environmentName,
                "status", status == null ? null : Status.letter(status));
        Answer.print(console, options, options.server().get("/api/runs" + query), this::show);
        return ExitStatus.SUCCESS;
    }

    private void show(JsonNode answer) {
        List<Run> runs = RunsClient.recent(answer);
        if (runs.isEmpty()) {
            console.line(operation != null || environmentName != null || status != null ? "no such run"
                    : "no run yet; start one with '" + ProgramName.typed() + " run OPERATION ENVIRONMENT'");
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
