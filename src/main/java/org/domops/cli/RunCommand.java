package org.domops.cli;

import org.domops.console.ProgramName;
import org.domops.error.DomCode;
import org.domops.error.DomException;
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
    "If its last run there ended with errors, that run goes on: the same command is the restart."}, exitCodeListHeading = ExitStatus.HEADING, exitCodeList = {
    "0:started; with --watch: completed",
    "1:with --watch: the run ended, and not completed",
    "2:wrong usage of the command line",
    "3:refused, e.g. because the operation is already running (DOM-20001)",
    "4:the server can't be reached, refused the login, or failed itself"})
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

    @Option(names = "--test", description = {
        "Test mode: what DOM.execute_immediate would run is logged and not run, in one round per object.",
        "Always a new run; it blocks and restarts no other."})
    private boolean test;

    @Option(names = "--from-iterator", description = {
        "As a restart, but the errored databases begin again at ITERATOR instead of the task that failed."})
    private boolean fromIterator;

    @Option(names = "--watch", description = {
        "Show the run until it is over; the exit status is then 0 only if it completed.",
        "On a terminal a line for each database, drawn in place; else, and with NO_COLOR, a line for steps as they end.",
        "Ctrl-C ends the watching, not the run."})
    private boolean watch;

    RunCommand(Environment environment, Console console, Clock clock, Pause pause) {
        this.options = new ServerOptions(environment, console);
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
        if (test && fromIterator) {
            throw new DomException(DomCode.BAD_RESTART_MODE, "--test and --from-iterator don't go together: a test is always a new run");
        }
        DomClient server = options.server();
        JsonNode answer = server.post("/api/runs", new RunRequest(operation, environmentName, instance, test ? "T" : "R",
                fromIterator ? true : null));
        StartedRun started = Json.read(answer, StartedRun.class);
        if (!watch) {
            Answer.print(console, options, answer, a -> {
                console.line(words(started));
                console.line("watch it: " + ProgramName.typed() + " status " + started.runId());
            });
            return ExitStatus.SUCCESS;
        }
        RunsClient runs = new RunsClient(server);
        Run run = options.json() ? watch(runs, WatchedSteps.NONE, started) : show(runs, started);
        if (options.json()) {
            console.line(Json.pretty(server.get("/api/runs/" + run.id())));
        }
        return run.completed() ? ExitStatus.SUCCESS : ExitStatus.ENDED_IN_ERROR;
    }

    private Run show(RunsClient runs, StartedRun started) {
        console.line(words(started));
        Run run;
        try (FarewellLine farewell = new FarewellLine(console, started.runId())) {
            run = console.live() ? new LiveWatch(runs, console, clock, pause).untilOver(started.runId())
                    : watch(runs, new WatchedStepLines(console, runs), started);
        }
        new RunEnd(console, runs).print(run);
        return run;
    }

    private Run watch(RunsClient runs, WatchedSteps steps, StartedRun started) {
        return new WatchRun(runs, steps, clock, pause).untilOver(started.runId());
    }

    private static String words(StartedRun started) {
        return started.message() != null ? started.message()
                : "run " + started.runId() + (started.restarted() ? " restarted" : " started");
    }
}
