package org.domops.cli;

import org.domops.client.Json;
import org.domops.console.Console;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "export", description = {
    "Write the repository back as a fleet file.",
    "Without a folder the fleet file goes to standard output, without the sources that it names. Applying what was "
        + "exported changes nothing. Comments, passwords and values of secret parameters are not in it."})
final class ExportCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Option(names = {"-o", "--output"}, paramLabel = "FOLDER",
            description = "Write fleet.yaml and the sources that it names into this folder; it is made if missing.")
    private Path folder;

    @Option(names = "--overwrite", description = "Replace files of the folder that have another content.")
    private boolean overwrite;

    ExportCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        JsonNode answer = options.server().get("/api/fleet");
        if (folder == null) {
            printFleetFile(answer);
            return ExitStatus.SUCCESS;
        }
        Map<String, String> files = new LinkedHashMap<>();
        files.put("fleet.yaml", answer.path("fleetFile").asText());
        answer.path("sources").fields().forEachRemaining(source -> files.put(source.getKey(), source.getValue().asText()));
        List<Path> written = new ExportFolder(folder).write(files, overwrite);
        if (options.json()) {
            console.line(Json.pretty(Map.of("files", written.stream().map(Path::toString).toList())));
        } else {
            written.forEach(file -> console.line(file.toString()));
        }
        return ExitStatus.SUCCESS;
    }

    private void printFleetFile(JsonNode answer) {
        Answer.print(console, options, answer, shown -> {
            console.out().print(shown.path("fleetFile").asText());
            console.out().flush();
            int sources = shown.path("sources").size();
            if (sources > 0) {
                console.error("it names " + sources + (sources == 1 ? " file" : " files")
                        + ": with -o FOLDER they are written beside it");
            }
        });
    }
}
