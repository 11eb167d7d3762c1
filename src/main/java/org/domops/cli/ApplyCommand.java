package org.domops.cli;

import org.domops.console.Console;
import org.domops.repository.fleetfile.FleetUpload;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "apply", description = {
    "Make the repository what a fleet file says.",
    "The file and the package sources it names are sent to the server; applying it twice changes nothing."})
final class ApplyCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Option(names = {"-f", "--file"}, paramLabel = "FILE", required = true, description = "E.g. fleet.yaml.")
    private Path file;

    ApplyCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        FleetUpload upload = FleetUpload.read(file);
        Answer.print(console, options, options.server().put("/api/fleet", upload), this::show);
        return ExitStatus.SUCCESS;
    }

    private void show(JsonNode answer) {
        JsonNode changes = answer.path("changes");
        changes.forEach(change -> console.line(change.asText()));
        console.line(changes.isEmpty() ? "nothing to change: the repository is as the file says"
                : changes.size() + (changes.size() == 1 ? " change" : " changes") + " applied");
    }
}
