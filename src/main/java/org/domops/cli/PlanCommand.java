package org.domops.cli;

import org.domops.client.Json;
import org.domops.client.Plan;
import org.domops.client.Query;
import org.domops.console.Console;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "plan", description = {
    "Explain what a run would do: databases and their waves, objects, tasks, resolved parameters.",
    "Runs nothing and asks no database; 'check' does."})
final class PlanCommand implements Callable<Integer>, AsksServer {

    private final Console console;

    @Mixin
    private final ServerOptions options;

    @Parameters(index = "0", paramLabel = "OPERATION", description = "E.g. drop-partition.")
    private String operation;

    @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "E.g. PROD.")
    private String environment;

    @Option(names = "--instance", paramLabel = "N", defaultValue = "1",
            description = "Instance of the operation, default ${DEFAULT-VALUE}.")
    private int instance;

    PlanCommand(Environment environment, Console console) {
        this.options = new ServerOptions(environment, console);
        this.console = console;
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        String query = Query.of("operation", operation, "environment", environment, "instance", String.valueOf(instance));
        Answer.print(console, options, options.server().get("/api/plan" + query),
                answer -> new PlanReport(console).print(Json.read(answer, Plan.class)));
        return ExitStatus.SUCCESS;
    }
}
