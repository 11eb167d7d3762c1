package org.domops.cli;

import org.domops.console.ProgramName;
import org.domops.client.DomClient;
import org.domops.client.Json;
import org.domops.client.Run;
import org.domops.client.RunRequest;
import org.domops.client.RunsClient;
import org.domops.client.StartedRun;
import org.domops.console.Console;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Clock;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = {
    "Start an operation on the databases of an environment.",
    "If its last run there ended with errors, that run goes on: the same command is the restart."})
final class RunCommand implements Callable<Integer>, AsksServer {

    private final Console console;
    private final Clock clock;
    private final Pause pause;

    @Mixin
    private final ServerOptions options;

    @Parameters(index = "0", paramLabel = "OPERATION", description = "E.g. drop-partition.")
    private String operation;

    @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "E.g. PROD.")
    private String environmentName;

    @Option(names = "--instance", paramLabel = "N", defaultValue = "1",
            description = "Instance of the operation; default ${DEFAULT-VALUE}.")
    private int instance;

    @Option(names = "--test", hidden = true, description = "Test mode: statements are logged and not run; always a new run.")
    private boolean test;

    @Option(names = "--watch", description = {
        "Show the steps as they end, until the run is over; the exit status is then 0 only if it completed.",
        "Ctrl-C ends the watching, not the run."})
    private boolean watch;

    RunCommand(Environment environment, Console console, Clock clock, Pause pause) {
        this.options = new ServerOptions(environment);
        this.console = console;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        DomClient server = options.server();
        JsonNode answer = server.post("/api/runs", new RunRequest(operation, environmentName, instance, test ? "T" : "R"));
        StartedRun started = Json.read(answer, StartedRun.class);
        if (!watch) {
            Answer.print(console, options, answer, a -> {
                console.line(words(started));
                console.line("watch it: " + ProgramName.typed() + " status " + started.runId());
            });
            return ExitStatus.SUCCESS;
        }
        RunsClient runs = new RunsClient(server);
        WatchedSteps steps = options.json() ? WatchedSteps.NONE : new WatchedStepLines(console, runs);
        if (!options.json()) {
            console.line(words(started));
        }
        Run run = new WatchRun(runs, steps, clock, pause).untilOver(started.runId());
        if (options.json()) {
            console.line(Json.pretty(server.get("/api/runs/" + run.id())));
        } else {
            new RunEnd(console, runs).print(run);
        }
        return run.completed() ? ExitStatus.SUCCESS : ExitStatus.ENDED_IN_ERROR;
    }

    private static String words(StartedRun started) {
        return started.message() != null ? started.message()
                : "run " + started.runId() + (started.restarted() ? " restarted" : " started");
    }
}
