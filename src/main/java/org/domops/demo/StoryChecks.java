package org.domops.demo;

import org.domops.console.Cell;
import org.domops.console.Colour;
import org.domops.console.Console;

import java.util.ArrayList;
import java.util.List;

/** The check list: each sentence of the story against what really happened. */
final class StoryChecks {

    private StoryChecks() {
    }

    static List<Check> of(StoryFacts facts) {
        List<Check> checks = new ArrayList<>(new FirstCommandChecks(facts).all());
        facts.second().ifPresentOrElse(second -> checks.addAll(new SecondCommandChecks(facts, second).all()),
                () -> checks.add(Check.of("the same command was given again", false, "it did not come to that")));
        checks.addAll(new DataChecks(facts).all());
        return checks;
    }

    /** @return whether all of them held */
    static boolean print(Console console, List<Check> checks) {
        for (Check check : checks) {
            String mark = check.ok() ? console.paint("ok    ", Colour.GREEN) : console.paint("NOT ok", Colour.RED);
            console.line("  " + mark + "  " + check.sentence());
            if (!check.ok()) {
                console.line("          found " + Cell.of(check.found()).text());
            }
        }
        long held = checks.stream().filter(Check::ok).count();
        console.line(held + " of " + checks.size() + " checks held");
        return held == checks.size();
    }
}
