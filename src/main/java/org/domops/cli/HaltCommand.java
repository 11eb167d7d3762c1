package org.domops.cli;

import org.domops.console.Console;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "halt", description = {
    "Let running steps finish and begin no further one.",
    "The run stays halted, also over restarts of the server, until it is resumed."})
final class HaltCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Parameters(index = "0", paramLabel = "RUN", description = "Number of the run.")
    private long run;

    @Option(names = "--database", paramLabel = "DATABASE", description = "Only this database; default: the whole run.")
    private String database;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept with the run.")
    private String reason;

    HaltCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        return RunAction.send(console, options, run, "halt", "database", database, "reason", reason);
    }
}
