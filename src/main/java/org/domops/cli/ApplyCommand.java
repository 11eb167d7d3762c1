package org.domops.cli;

import org.domops.console.Colour;
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
    "The file and the sources it names are sent to the server. The difference is printed first and then applied; if the "
        + "repository was changed in between, nothing is applied. Applying a file twice changes nothing."})
final class ApplyCommand implements Callable<Integer>, AsksServer {

    private static final String FLEET = "/api/fleet";

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Option(names = {"-f", "--file"}, paramLabel = "FILE", required = true, description = "E.g. fleet.yaml.")
    private Path file;

    @Option(names = "--dry-run", description = "Print the difference and change nothing.")
    private boolean dryRun;

    ApplyCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    /**
     * Two requests, so that a person sees what is to happen while nothing has happened, also where applying fails or is
     * interrupted. There is no question, which would block scripts: the second request names the difference that was
     * printed, and the server refuses it if that is not the difference any more.
     */
    @Override
    public Integer call() {
        FleetUpload upload = FleetUpload.read(file);
        JsonNode difference = options.server().put(FLEET + "?dryRun=true", upload);
        int changes = difference.path("changes").size();
        if (!options.json()) {
            show(difference);
        }
        if (!dryRun && changes > 0) {
            JsonNode applied = options.server().put(FLEET + "?difference=" + difference.path("difference").asText(), upload);
            return end(applied, count(changes) + " applied");
        }
        return end(difference, changes == 0 ? "nothing to change: the repository is as the file says"
                : count(changes) + ", not applied: this is a dry run");
    }

    private void show(JsonNode difference) {
        difference.path("warnings").forEach(warning ->
                console.error(console.paint("warning", Colour.YELLOW) + " " + warning.asText()));
        difference.path("changes").forEach(change -> console.line(change.asText()));
    }

    private int end(JsonNode answer, String words) {
        Answer.print(console, options, answer, shown -> console.line(words));
        return ExitStatus.SUCCESS;
    }

    private static String count(int changes) {
        return changes + (changes == 1 ? " change" : " changes");
    }
}
