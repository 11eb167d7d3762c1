package org.domops.demo;

import org.domops.client.Attempt;
import org.domops.client.Lane;
import org.domops.client.Task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Step 5 of the story: what the same command did again, and what it left alone. */
final class SecondCommandChecks {

    private final StoryFacts facts;
    private final Snapshot first;
    private final Snapshot second;

    SecondCommandChecks(StoryFacts facts, Snapshot second) {
        this.facts = facts;
        this.first = facts.first();
        this.second = second;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>(List.of(sameRun(), onlyThatDatabase(), fromTaskFour(), notRepeated(), attemptsKept()));
        facts.otherDatabases().forEach(name -> checks.add(untouched(name)));
        checks.add(remainingRounds());
        checks.add(ended());
        return checks;
    }

    private Check sameRun() {
        return Check.of("the same command restarted the same run",
                second.run().id() == first.run().id() && second.run().restart() != null, second.run());
    }

    private Check onlyThatDatabase() {
        List<Task> elsewhere = second.tasks().stream()
                .filter(task -> !task.database().equals(StoryFacts.FULL_DATABASE) && ranAgain(task)).toList();
        return Check.of("only " + StoryFacts.FULL_DATABASE + " ran", elsewhere.isEmpty(), elsewhere);
    }

    private Check fromTaskFour() {
        List<String> ran = second.tasks().stream()
                .filter(task -> task.database().equals(StoryFacts.FULL_DATABASE) && task.iteration() == 1 && ranAgain(task))
                .filter(task -> StoryFacts.TASKS.contains(task.procedure()))
                .sorted(Comparator.comparing(this::latestStart))
                .map(Task::procedure).toList();
        return Check.of("it went on from task 4: tasks 4, 5, 6, 7", ran.equals(StoryFacts.TASKS.subList(3, 7)), ran);
    }

    private Check notRepeated() {
        List<Task> repeated = StoryFacts.TASKS.subList(0, 3).stream()
                .flatMap(procedure -> second.task(StoryFacts.FULL_DATABASE, procedure, 1).stream())
                .filter(task -> task.attempt() != 1 || ranAgain(task)).toList();
        boolean there = StoryFacts.TASKS.subList(0, 3).stream()
                .allMatch(procedure -> second.task(StoryFacts.FULL_DATABASE, procedure, 1).isPresent());
        return Check.of("tasks 1, 2, 3 were not repeated", there && repeated.isEmpty(), repeated);
    }

    private Check attemptsKept() {
        List<String> statuses = second.task(StoryFacts.FULL_DATABASE, StoryFacts.FAILED_TASK, 1).stream()
                .flatMap(task -> second.attempts().stream().filter(a -> a.taskLogId() == task.id()))
                .sorted(Comparator.comparing(Attempt::attempt)).map(a -> a.attempt() + " " + a.status()).toList();
        return Check.of("both attempts at task 4 are in the log, the failed and the successful one",
                statuses.equals(List.of("1 E", "2 C")), statuses);
    }

    private Check untouched(String database) {
        boolean steps = first.tasks().stream().filter(task -> task.database().equals(database)).toList()
                .equals(second.tasks().stream().filter(task -> task.database().equals(database)).toList());
        boolean attempts = first.attempts(database).equals(second.attempts(database));
        boolean lane = Objects.equals(first.lane(database).map(Lane::end), second.lane(database).map(Lane::end));
        return Check.of("every step and attempt of " + database + " is as it was", steps && attempts && lane,
                second.tasks().stream().filter(task -> task.database().equals(database)).toList());
    }

    private Check remainingRounds() {
        List<String> missing = new ArrayList<>();
        for (int iteration = 2; iteration <= CallRecords.OLDEST; iteration++) {
            for (String procedure : StoryFacts.TASKS) {
                if (!second.task(StoryFacts.FULL_DATABASE, procedure, iteration).map(Task::status).orElse("").equals("C")) {
                    missing.add(procedure + " of round " + iteration);
                }
            }
        }
        return Check.of("then it rolled off its other old partitions, all seven tasks each", missing.isEmpty(),
                "not completed: " + missing);
    }

    private Check ended() {
        boolean lanes = second.run().laneList().stream().allMatch(lane -> "C".equals(lane.status()));
        return Check.of("the run ended C", second.run().completed() && lanes && second.errored().isEmpty(), second.run());
    }

    private boolean ranAgain(Task task) {
        Instant restart = second.run().restart();
        return restart != null && !latestStart(task).isBefore(restart);
    }

    private Instant latestStart(Task task) {
        return second.attempts().stream().filter(a -> a.taskLogId() == task.id()).map(Attempt::start)
                .max(Comparator.naturalOrder()).orElse(task.start());
    }
}
