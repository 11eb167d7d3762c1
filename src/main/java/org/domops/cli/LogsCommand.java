package org.domops.cli;

import org.domops.client.RunsClient;
import org.domops.console.Console;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Show the steps of a run, the attempts at one of them, or their SQL statements.")
final class LogsCommand implements Callable<Integer>, AsksServer {

    private static final String ERRORS = "E,F";

    private final Console console;
    private final Clock clock;
    private final Pause pause;

    @Mixin
    private final ServerOptions options;

    @Parameters(paramLabel = "RUN", description = "Number of the run.")
    private long run;

    @Option(names = "--sql", description = "The SQL statements instead of the steps.")
    private boolean sql;

    @Option(names = "--task", paramLabel = "TASK", description = "Only this step, by its number in the list of steps.")
    private Long task;

    @Option(names = "--database", paramLabel = "DATABASE", description = "Only what happened on this database.")
    private String database;

    @Option(names = "--errors", description = "Only steps, or statements, that ended with an error.")
    private boolean errors;

    @Option(names = "--follow", description = {
        "Go on as long as the run does, a line for each step when it ends. With --sql each statement when it ends, and at once "
            + "if it takes longer; with --json an object in each line.",
        "Ctrl-C ends the following, not the run."})
    private boolean follow;

    LogsCommand(Environment environment, Console console, Clock clock, Pause pause) {
        this.pause = pause;
        this.options = new ServerOptions(environment, console);
        this.console = console;
        this.clock = clock;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    private String none() {
        if (errors) {
            return "no step is errored now; without --errors earlier attempts are shown too";
        }
        return database == null ? "no step has begun yet" : "no step has begun on " + database + ", if the run has that database";
    }

    @Override
    public Integer call() {
        RunsClient runs = options.runs();
        LogReport report = new LogReport(console, clock);
        String statuses = errors ? ERRORS : "";
        if (follow) {
            follow(runs, report, statuses);
        } else if (sql) {
            show(runs.statementsAnswer(run, task, database, statuses), answer -> report.statements(RunsClient.statements(answer),
                    RunsClient.statementsDeleted(answer)));
        } else if (task == null) {
            show(runs.tasksAnswer(run, database, statuses), answer -> report.tasks(RunsClient.tasks(answer),
                    RunsClient.attempts(runs.attemptsAnswer(run, database)), none()));
        } else {
            show(runs.attemptsAnswer(run, database), answer -> report.attempts(task, RunsClient.attempts(answer)));
        }
        return ExitStatus.SUCCESS;
    }

    private void follow(RunsClient runs, LogReport report, String statuses) {
        if (task != null && !sql) {
            throw new DomException(DomCode.INVALID_REQUEST, "--follow --task shows statements; expected --sql with them");
        }
        try (FarewellLine farewell = new FarewellLine(console, run)) {
            FollowedLog log = sql ? new FollowedStatements(runs, run, task, database, statuses, clock,
                    options.json() ? report::json : report::statement)
                    : new FollowedSteps(runs, run, database, statuses, report, options.json());
            new FollowRun(runs, clock, pause, console).untilOver(run, log);
        }
    }

    private void show(JsonNode answer, Consumer<JsonNode> forPeople) {
        Answer.print(console, options, answer, forPeople);
    }
}
