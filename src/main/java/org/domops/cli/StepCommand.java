package org.domops.cli;

import org.domops.console.Console;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "step", description = "Say what is to become of a failed step.")
final class StepCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private StepCommand() {
    }

    static CommandLine with(Environment environment, Console console) {
        return new CommandLine(new StepCommand())
                .addSubcommand(new StepDoneCommand(environment, console))
                .addSubcommand(new StepRetryCommand(environment, console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "nothing was said about the step; expected done or retry");
    }
}
