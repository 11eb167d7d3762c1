package org.domops.cli;

import org.domops.console.Console;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "repository", description = "The repository's own identity, which each database is bound to.")
final class RepositoryCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private RepositoryCommand() {
    }

    static CommandLine with(Environment environment, Console console) {
        return new CommandLine(new RepositoryCommand()).addSubcommand(new NewIdentityCommand(environment, console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "nothing was said about the repository; expected new-identity");
    }
}
