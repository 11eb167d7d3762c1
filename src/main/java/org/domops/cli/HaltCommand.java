package org.domops.cli;

import org.domops.console.Console;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "halt", description = {
    "Let running steps finish and begin no further one.",
    "The run stays halted, also over restarts of the server, until it is resumed."})
final class HaltCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Mixin
    private final OrderedLanes lanes = new OrderedLanes();

    HaltCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        return RunAction.send(console, options, lanes.run(), "halt", "database", lanes.database(), "reason", lanes.reason());
    }
}
