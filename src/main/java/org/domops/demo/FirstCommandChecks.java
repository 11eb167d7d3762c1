package org.domops.demo;

import org.domops.client.Lane;
import org.domops.client.Task;

import java.util.List;

/** Steps 1 to 3 of the story: the run, its error, and that the logs tell of it. */
final class FirstCommandChecks {

    private final StoryFacts facts;
    private final Snapshot first;

    FirstCommandChecks(StoryFacts facts) {
        this.facts = facts;
        this.first = facts.first();
    }

    List<Check> all() {
        return List.of(started(), failed(), othersFinished(), ended(), tables());
    }

    private Check started() {
        List<String> lanes = first.run().laneList().stream().map(Lane::database).sorted().toList();
        return Check.of("the operation started on every database of PROD",
                lanes.equals(facts.databases().stream().sorted().toList()), "lanes: " + lanes);
    }

    private Check failed() {
        List<Task> errors = first.errored();
        boolean ok = errors.size() == 1 && errors.get(0).database().equals(StoryFacts.FULL_DATABASE)
                && errors.get(0).procedure().equals(StoryFacts.FAILED_TASK) && errors.get(0).iteration() == 1
                && Integer.valueOf(StoryFacts.TABLE_IS_FULL).equals(errors.get(0).errorCode());
        return Check.of("task 4 failed on " + StoryFacts.FULL_DATABASE + " alone, with the database's own error 1114, table is full",
                ok, "errored steps: " + errors);
    }

    private Check othersFinished() {
        List<String> statuses = facts.otherDatabases().stream()
                .map(name -> name + " " + first.lane(name).map(Lane::status).orElse("missing")).toList();
        return Check.of("the other databases finished", statuses.stream().allMatch(s -> s.endsWith(" C")), statuses);
    }

    private Check ended() {
        return Check.of("the run ended E", "E".equals(first.run().status()) && first.run().end() != null, first.run());
    }

    private Check tables() {
        boolean lane = first.lane(StoryFacts.FULL_DATABASE).map(Lane::statusMessage).orElse("").contains("1114");
        boolean attempt = first.attempts(StoryFacts.FULL_DATABASE).stream()
                .anyMatch(a -> Integer.valueOf(StoryFacts.TABLE_IS_FULL).equals(a.errorCode()));
        return Check.of("lane and attempt tell the database's code and text", lane && attempt,
                first.lane(StoryFacts.FULL_DATABASE) + ", " + first.attempts(StoryFacts.FULL_DATABASE));
    }
}
