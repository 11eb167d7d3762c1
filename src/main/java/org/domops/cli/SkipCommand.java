package org.domops.cli;

import org.domops.console.Console;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "skip", description = {
    "Leave one database out of a run: it is shown as skipped, never as completed."})
final class SkipCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Parameters(index = "0", paramLabel = "RUN", description = "Number of the run.")
    private long run;

    @Parameters(index = "1", paramLabel = "DATABASE", description = "E.g. SALESPRD01.")
    private String database;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it is kept with the run.")
    private String reason;

    SkipCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        return RunAction.send(console, options, run, "skip", "database", database, "reason", reason);
    }
}
