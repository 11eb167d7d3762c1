package org.domops.cli;

import org.domops.client.DomClient;
import org.domops.client.RunsClient;
import org.domops.console.Console;

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

    private final Console console;
    private final Clock clock;

    @Mixin
    private final ServerOptions options;

    @Parameters(paramLabel = "RUN", description = "Number of the run.")
    private long run;

    @Option(names = "--sql", description = "The SQL statements instead of the steps.")
    private boolean sql;

    @Option(names = "--task", paramLabel = "TASK", description = "Only this step, by its number in the list of steps.")
    private Long task;

    LogsCommand(Environment environment, Console console, Clock clock) {
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
        DomClient server = options.server();
        String resource = "/api/runs/" + run;
        LogReport report = new LogReport(console, clock);
        if (sql) {
            show(new RunsClient(server).statementsAnswer(run, task),
                    answer -> report.statements(RunsClient.statements(answer)));
        } else if (task == null) {
            show(server.get(resource + "/tasks"), answer -> report.tasks(RunsClient.tasks(answer), new RunsClient(server).attempts(run)));
        } else {
            show(server.get(resource + "/attempts"), answer -> report.attempts(task, RunsClient.attempts(answer)));
        }
        return ExitStatus.SUCCESS;
    }

    private void show(JsonNode answer, Consumer<JsonNode> forPeople) {
        Answer.print(console, options, answer, forPeople);
    }
}
