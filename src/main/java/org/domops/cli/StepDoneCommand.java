package org.domops.cli;

import org.domops.console.Console;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "done", description = {
    "Record that a failed step was done by hand: the lane goes on after it.",
    "Who said so, and why, is kept with the run."})
final class StepDoneCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Parameters(index = "0", paramLabel = "RUN", description = "Number of the run.")
    private long run;

    @Parameters(index = "1", paramLabel = "DATABASE", description = "E.g. SALESPRD01.")
    private String database;

    @Parameters(index = "2", paramLabel = "TASK", description = "The procedure, or its number in the column TASK of 'dom logs RUN'.")
    private String task;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it is kept with the run.")
    private String reason;

    StepDoneCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        return RunAction.send(console, options, run, "steps/done", "database", database, "task", task, "reason", reason);
    }
}
