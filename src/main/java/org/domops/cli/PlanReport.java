package org.domops.cli;

import org.domops.client.Plan;
import org.domops.console.Cell;
import org.domops.console.Colour;
import org.domops.console.Console;
import org.domops.console.Durations;
import org.domops.console.Numbers;
import org.domops.console.Table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows a plan: what it comes to first, the databases, which may be a thousand, last. */
final class PlanReport {

    private static final int MOST_OBJECTS = 10;
    private static final int MOST_WAVES = 8;

    private final Console console;

    PlanReport(Console console) {
        this.console = console;
    }

    void print(Plan plan) {
        summary(plan);
        sentences("missing, so that a run would fail:", plan.missing(), Colour.RED);
        sentences("left out:", plan.leftOut(), Colour.PLAIN);
        tasks(plan);
        parameters(plan);
        lanes(plan);
    }

    private void summary(Plan plan) {
        long objects = plan.lanes().stream().flatMap(lane -> lane.objects().stream()).distinct().count();
        console.line(console.paint(plan.operation() + " in " + plan.environment() + ", instance " + plan.instance(),
                Colour.BOLD) + ": " + count(plan.lanes().size(), "database") + ", " + count(objects, "object") + ", "
                + count(plan.tasks().size(), "task") + "; nothing was run");
        if (plan.description() != null) {
            console.line(Cell.of(plan.description()).text());
        }
        console.line("  waves     " + waves(plan.waves()));
        console.line("  at once   " + (plan.serial() ? "one database after the other"
                : plan.parallel() == null ? "as many databases as the servers work on"
                : "at most " + count(plan.parallel(), "database")));
        console.line("  stops     " + plan.stops());
        console.line("  duration  " + (plan.allowedSeconds() == null ? "unlimited"
                : "at most " + words(plan.allowedSeconds()) + " for each database"));
        console.line("  retries   " + retries(plan.otherSteps()) + ", where a task says nothing else");
    }

    private static String waves(List<Integer> sizes) {
        if (sizes.size() == 1) {
            return "1, of all databases";
        }
        String shown = sizes.stream().limit(MOST_WAVES).map(String::valueOf).collect(Collectors.joining(", "));
        return sizes.size() + ", of " + shown + (sizes.size() > MOST_WAVES ? ", …" : "") + " databases";
    }

    private void sentences(String heading, List<String> sentences, Colour colour) {
        if (!sentences.isEmpty()) {
            console.line(console.paint(heading, colour));
            sentences.forEach(sentence -> console.line("  " + Cell.of(sentence).text()));
        }
    }

    private void tasks(Plan plan) {
        console.line("");
        Table table = new Table(">ORDER", "TASK", "RETRIES", "LIMITS", "DESCRIPTION");
        plan.tasks().forEach(task -> table.row(task.runOrder(), task.procedure(), retries(task.policy()),
                limits(task.policy()), task.description()));
        table.print(console);
    }

    private static String retries(Plan.Policy policy) {
        String codes = policy.transientErrors().isEmpty() ? "" : ", also after "
                + policy.transientErrors().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return policy.retries() == 0 ? "none" : policy.retries() + " from " + words(policy.backoffSeconds()) + codes;
    }

    private static String limits(Plan.Policy policy) {
        List<String> limits = new ArrayList<>();
        add(limits, "step", policy.maxStepSeconds());
        add(limits, "DDL lock", policy.ddlLockTimeoutSeconds());
        add(limits, "space", policy.resumableSeconds());
        return String.join(", ", limits);
    }

    private static void add(List<String> limits, String what, Long seconds) {
        if (seconds != null) {
            limits.add(what + " " + words(seconds));
        }
    }

    private void parameters(Plan plan) {
        console.line("");
        if (plan.parameters().isEmpty()) {
            console.line("no parameters");
            return;
        }
        Table table = new Table("PARAMETER", "OBJECT", "DEFINED FOR", "VALUE");
        plan.parameters().forEach(parameter -> table.row(parameter.name(),
                parameter.object() == null ? "any other" : parameter.object(), parameter.from(),
                parameter.value() == null ? "(null)" : parameter.value()));
        table.print(console);
    }

    private void lanes(Plan plan) {
        console.line("");
        boolean sites = plan.lanes().stream().anyMatch(lane -> lane.site() != null);
        Table table = sites ? new Table(">WAVE", "DATABASE", "DIALECT", ">AT ONCE", "MAY BEGIN", "OBJECTS IN RUN ORDER", "SITE")
                : new Table(">WAVE", "DATABASE", "DIALECT", ">AT ONCE", "MAY BEGIN", "OBJECTS IN RUN ORDER");
        for (Plan.Lane lane : plan.lanes()) {
            List<Object> cells = new ArrayList<>(List.of(lane.wave(), lane.database(), lane.dialect(),
                    lane.parallel() == null ? "any" : lane.parallel(),
                    lane.windows().isEmpty() ? "always" : String.join("; ", lane.windows()), objects(lane.objects())));
            if (sites) {
                cells.add(lane.site() == null ? "" : lane.site());
            }
            table.row(cells.toArray());
        }
        table.print(console);
    }

    private static String objects(List<String> objects) {
        String shown = objects.stream().limit(MOST_OBJECTS).collect(Collectors.joining(", "));
        return objects.size() <= MOST_OBJECTS ? shown
                : shown + " and " + (objects.size() - MOST_OBJECTS) + " more (--json has them)";
    }

    private static String words(long seconds) {
        return Durations.words(Duration.ofSeconds(seconds));
    }

    private static String count(long number, String what) {
        return Numbers.of(number) + " " + what + (number == 1 ? "" : "s");
    }
}
