package org.domops.cli;

import org.domops.client.Json;
import org.domops.client.Run;
import org.domops.console.Console;

import java.time.Clock;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Show a run and its lanes.")
final class StatusCommand implements Callable<Integer>, AsksServer {

    private final Console console;
    private final Clock clock;

    @Mixin
    private final ServerOptions options;

    @Parameters(paramLabel = "RUN", description = "Number of the run.")
    private long run;

    StatusCommand(Environment environment, Console console, Clock clock) {
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
        Answer.print(console, options, options.server().get("/api/runs/" + run),
                answer -> new RunReport(console, clock).print(Json.read(answer, Run.class)));
        return ExitStatus.SUCCESS;
    }
}
