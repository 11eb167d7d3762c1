package org.domops.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.domops.client.DomClient;
import org.domops.console.Cell;
import org.domops.console.Colour;
import org.domops.console.Console;
import org.domops.console.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "check", description = {
    "Try every database that a run would have, without changing anything: login, server, identity, privileges, code,",
    "parameters, locks."}, exitCodeListHeading = ExitStatus.HEADING, exitCodeList = {
    "0:no database would fail",
    "1:a database would fail",
    "2:wrong usage of the command line",
    "3:refused; the code says why",
    "4:the server can't be reached, refused the login, or failed itself"})
final class CheckCommand implements Callable<Integer>, AsksServer {

    private static final String OK = "OK";

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Parameters(index = "0", paramLabel = "OPERATION", description = "E.g. drop-partition.")
    private String operation;

    @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "E.g. PROD.")
    private String environmentName;

    @Option(names = "--instance", paramLabel = "N", defaultValue = "1",
            description = "Instance of the operation; default ${DEFAULT-VALUE}.")
    private int instance;

    @Option(names = "--compile", description = {
        "Also compile packages that differ, under another name that is dropped again; not where a step is at work.",
        "On MariaDB all sessions of the server lose their package variables then, as at each install."})
    private boolean compile;

    @Option(names = "--all", description = "Show what is good, too.")
    private boolean all;

    CheckCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        DomClient server = options.server();
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("operation", operation);
        question.put("environment", environmentName);
        question.put("instance", instance);
        question.put("compile", compile);
        JsonNode answer = server.post("/api/check", question);
        Answer.print(console, options, answer, this::show);
        return answer.path("failures").asLong() == 0 ? ExitStatus.SUCCESS : ExitStatus.ENDED_IN_ERROR;
    }

    private void show(JsonNode answer) {
        Table table = new Table("DATABASE", "RESULT", "FOUND");
        for (JsonNode database : answer.path("databases")) {
            table.row(database.path("database").asText(), result(database.path("result").asText()),
                    found(database.path("findings")));
        }
        table.print(console);
        long databases = answer.path("databases").size();
        long failures = answer.path("failures").asLong();
        long warnings = answer.path("warnings").asLong();
        console.line((databases == 1 ? "1 database: " : databases + " databases: ") + (databases - failures - warnings) + " OK, "
                + warnings + " with warnings, " + failures + " would fail");
    }

    private String found(JsonNode findings) {
        List<String> texts = new ArrayList<>();
        for (JsonNode finding : findings) {
            if (all || !OK.equals(finding.path("level").asText())) {
                texts.add(finding.path("subject").asText() + ": " + finding.path("text").asText());
            }
        }
        return String.join("; ", texts);
    }

    private static Cell result(String level) {
        return switch (level) {
            case OK -> new Cell(level, Colour.GREEN);
            case "WARNING" -> new Cell(level, Colour.YELLOW);
            default -> new Cell(level, Colour.RED);
        };
    }
}
