package org.domops.cli;

import org.domops.console.Console;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "resume", description = {
    "Let a halted run go on."})
final class ResumeCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Mixin
    private final OrderedLanes lanes = new OrderedLanes();

    ResumeCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        return RunAction.send(console, options, lanes.run(), "resume", "database", lanes.database(), "reason", lanes.reason());
    }
}
