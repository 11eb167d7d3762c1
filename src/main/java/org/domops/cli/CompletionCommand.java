package org.domops.cli;

import org.domops.console.Console;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.util.concurrent.Callable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "completion", description = {
    "Print a script that lets the shell complete commands and options.",
    "bash: source <(dom completion bash); zsh: the same with zsh, after 'autoload -U compinit; compinit'."})
final class CompletionCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell;

    CompletionCommand(Console console) {
        this.console = console;
    }

    /** One script is for both: in zsh it turns on bash's way of completing by itself. */
    @Override
    public Integer call() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new DomException(DomCode.INVALID_REQUEST, "there is no completion for '" + shell + "'; expected bash or zsh");
        }
        console.out().print(AutoComplete.bash("dom", spec.root().commandLine()));
        console.out().flush();
        return ExitStatus.SUCCESS;
    }
}
