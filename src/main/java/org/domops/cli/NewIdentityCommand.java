package org.domops.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.domops.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "new-identity", description = {
    "Give a repository that was restored from a backup, or is a copy of another, an identity of its own.",
    "All runs that are under way are halted, and each database is refused until 'dom accept-database'."})
final class NewIdentityCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it is kept in the repository.")
    private String reason;

    NewIdentityCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        Answer.print(console, options, options.server().post("/api/repository/new-identity", Map.of("reason", reason)), this::show);
        return ExitStatus.SUCCESS;
    }

    private void show(JsonNode answer) {
        console.line("the repository is " + answer.path("uuid").asText() + " now, it was " + answer.path("formerUuid").asText());
        for (JsonNode run : answer.path("halted")) {
            console.line("run " + run.asText() + " is halted: look what it has done, then resume or cancel it");
        }
        console.line("each database is refused until 'dom accept-database' says that it is this repository's");
    }
}
