package org.domops.cli;

import org.domops.console.Console;
import org.domops.demo.Commands;
import org.domops.demo.Demo;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", description = {
    "Play the story: three real databases, an operation that fails on one of them, and its restart.",
    "Server and databases then go on running until Ctrl-C. All is kept in .dom/demo."}, exitCodeListHeading = ExitStatus.HEADING, exitCodeList = {
    "0:success; with --exit: every check held",
    "1:a check did not hold",
    "2:wrong usage of the command line",
    "3:this machine, a port or a folder is not fit for it; the code says why"})
final class DemoCommand implements Callable<Integer> {

    private final Environment environment;
    private final Console console;
    private final Commands commands;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Of the server; default ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--exit", description = "Stop after the story; exit status 0 only if every check of it held.")
    private boolean exit;

    @Option(names = "--pause", description = "Wait for the Enter key when the task has failed, to look at it in Cockpit.")
    private boolean pause;

    DemoCommand(Environment environment, Console console, Commands commands) {
        this.environment = environment;
        this.console = console;
        this.commands = commands;
    }

    @Override
    public Integer call() {
        boolean held = new Demo(environment.home(), console, commands, Ports.require(port)).play(exit, pause);
        return held ? ExitStatus.SUCCESS : ExitStatus.ENDED_IN_ERROR;
    }
}
