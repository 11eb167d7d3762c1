package org.domops.cli;

import org.domops.console.Console;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "cancel", description = {
    "End a run, or one database's part of it, for good.",
    "Running statements are cancelled on the target. Until the target confirms, the status is K; then X."})
final class CancelCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Mixin
    private final OrderedLanes lanes = new OrderedLanes();

    @Option(names = "--force", description = {
        "Don't wait for the target's confirmation, e.g. of one that is gone for good; needs a reason.",
        "What still runs there is then nobody's."})
    private boolean force;

    CancelCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        if (force && (lanes.reason() == null || lanes.reason().isBlank())) {
            throw new DomException(DomCode.INVALID_REQUEST, "--force needs a reason; expected --reason TEXT with it");
        }
        return RunAction.send(console, options, lanes.run(), "cancel", "database", lanes.database(), "reason", lanes.reason(),
                "force", force ? true : null);
    }
}
