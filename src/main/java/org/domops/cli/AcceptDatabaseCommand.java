package org.domops.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.domops.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "accept-database", description = {
    "Take a database as it is, after DOM refused it because it is another one than before (DOM-20208): a clone, a restore,",
    "a new server, or one that served another DOM repository; that one's rows of runs are deleted on it then."})
final class AcceptDatabaseCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Parameters(index = "0", paramLabel = "DATABASE", description = "E.g. SALESPRD02.")
    private String database;

    @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "E.g. PROD.")
    private String environmentName;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it is kept on the database.")
    private String reason;

    AcceptDatabaseCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        String name = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        Answer.print(console, options, options.server().post("/api/databases/" + name + "/accept",
                Map.of("environment", environmentName, "reason", reason)), this::show);
        return ExitStatus.SUCCESS;
    }

    private void show(JsonNode answer) {
        String name = answer.path("database").asText();
        console.line(name + " is accepted on server " + answer.path("server").asText());
        if (answer.path("formerServer").isNull()) {
            console.line("it was not registered before");
            return;
        }
        console.line("it was registered on server " + answer.path("formerServer").asText() + " for the repository "
                + answer.path("formerRepository").asText());
        if (answer.path("cleared").asBoolean()) {
            console.line("that is another repository: its rows of runs were deleted on " + name);
        }
    }
}
