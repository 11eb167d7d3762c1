package org.domops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.domops.client.Attempt;
import org.domops.client.Lane;
import org.domops.client.Task;
import org.domops.console.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

class StoryChecksTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_story_that_went_otherwise_fails_the_check(String sentence, Consumer<TestStory> change) {
        TestStory story = new TestStory();
        change.accept(story);

        List<String> failed = StoryChecks.of(story.facts()).stream().filter(check -> !check.ok()).map(Check::sentence).toList();

        assertThat(failed).anyMatch(words -> words.startsWith(sentence));
    }

    static Stream<Arguments> a_story_that_went_otherwise_fails_the_check() {
        return Stream.of(
                otherwise("the operation started on every database", s -> s.firstLane = l -> named(l, "OTHERPRD01")),
                otherwise("task 4 failed on SALESPRD02 alone", s -> s.firstTask = t -> t.errorCode() == null ? t : error(t, 1205)),
                otherwise("task 4 failed on SALESPRD02 alone", s -> s.firstTask = t -> t.id() == 211 ? error(t, 1114) : t),
                otherwise("the other databases finished", s -> s.firstLane = l -> l.database().startsWith("BILL") ? status(l, "R") : l),
                otherwise("the run ended E", s -> s.firstStatus = "C"),
                otherwise("lane and attempt tell", s -> s.firstLane = l -> new Lane(l.database(), 1, l.status(), "failed", null, null,
                        0, null, 1, l.start(), null, l.end(), null, null, null, 0)),
                otherwise("the same command restarted the same run", s -> s.secondId = 58),
                otherwise("the same command restarted the same run", s -> s.restart = null),
                otherwise("only SALESPRD02 ran", s -> s.secondAttempt = a -> a.taskLogId() == 37 ? later(a) : a),
                otherwise("it went on from task 4", s -> s.secondAttempt = a -> a.taskLogId() == 113 ? later(a) : a),
                otherwise("it went on from task 4", s -> s.secondTask = t -> t.id() == 116 ? renamed(t, "OTHER") : t),
                otherwise("tasks 1, 2, 3 were not repeated", s -> s.secondAttempt = a -> a.taskLogId() == 111 ? later(a) : a),
                otherwise("tasks 1, 2, 3 were not repeated", s -> s.secondTask = t -> t.id() == 112 ? renamed(t, "OTHER") : t),
                otherwise("both attempts at task 4", s -> s.secondAttempt = a -> a.taskLogId() == 114 && a.attempt() == 1 ? completed(a) : a),
                otherwise("every step and attempt of BILLPRD01", s -> s.secondTask = t -> t.id() == 221 ? renamed(t, "OTHER") : t),
                otherwise("every step and attempt of SALESPRD01", s -> s.secondAttempt = a -> a.taskLogId() == 11 ? later(a) : a),
                otherwise("then it rolled off its other old partitions", s -> s.secondTask = t -> t.id() == 137 ? error(t, 1) : t),
                otherwise("the run ended C", s -> s.secondStatus = "E"),
                otherwise("the run ended C", s -> s.secondLane = l -> status(l, "E")),
                otherwise("FINAL closed", s -> s.recordsAfter = r -> records(r, 760, 760, 7, 3, 0, "open")),
                otherwise("BILLPRD01: 1,000 rows", s -> s.recordsAfter = r -> records(r, 759, 759, 7, 3, 0, "N")),
                otherwise("BILLPRD01: 1,000 rows", s -> s.recordsAfter = r -> records(r, 760, 759, 7, 3, 0, "N")),
                otherwise("SALESPRD01: 1,000 rows", s -> s.recordsAfter = r -> records(r, 760, 760, 8, 3, 0, "N")),
                otherwise("SALESPRD01: 1,000 rows", s -> s.recordsAfter = r -> records(r, 760, 760, 7, 2, 0, "N")),
                otherwise("SALESPRD01: 1,000 rows", s -> s.recordsAfter = r -> records(r, 760, 760, 7, 3, 1, "N")));
    }

    @Test
    void a_story_without_a_restart_does_not_hold() {
        StoryFacts facts = new TestStory().facts();
        StoryFacts half = new StoryFacts(facts.before(), facts.first(), facts.between(), Optional.empty(), facts.between());

        assertThat(StoryChecks.of(half)).filteredOn(check -> !check.ok()).extracting(Check::sentence)
                .contains("the same command was given again");
    }

    @Test
    void a_story_that_went_as_it_should_holds() {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, 200, 24, ZoneOffset.UTC);

        boolean held = StoryChecks.print(console, StoryChecks.of(new TestStory().facts()));

        assertThat(held).as(out.toString()).isTrue();
        assertThat(out.toString()).contains("18 of 18 checks held").doesNotContain("NOT ok");
    }

    @Test
    void what_was_found_instead_is_printed() {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, 200, 24, ZoneOffset.UTC);

        boolean held = StoryChecks.print(console, List.of(Check.of("the sky is blue", false, "grey")));

        assertThat(held).isFalse();
        assertThat(out.toString().lines()).containsExactly("  NOT ok  the sky is blue", "          found grey", "0 of 1 checks held");
    }

    private static Arguments otherwise(String sentence, Consumer<TestStory> change) {
        return Arguments.of(sentence, change);
    }

    private static Lane named(Lane lane, String database) {
        return new Lane(database, 1, lane.status(), lane.statusMessage(), null, null, 0, null, 1, lane.start(), null, lane.end(), null, null, null, 0);
    }

    private static Lane status(Lane lane, String status) {
        return new Lane(lane.database(), 1, status, lane.statusMessage(), null, null, 0, null, 1, lane.start(), null, lane.end(), null, null, null, 0);
    }

    private static Task error(Task task, int code) {
        return new Task(task.id(), task.database(), task.object(), task.procedure(), task.iteration(), "E", "failed", code,
                task.attempt(), task.start(), task.end());
    }

    private static Task renamed(Task task, String procedure) {
        return new Task(task.id(), task.database(), task.object(), procedure, task.iteration(), task.status(), null, null,
                task.attempt(), task.start(), task.end());
    }

    private static Attempt later(Attempt attempt) {
        return at(attempt, attempt.status(), Instant.parse("2026-11-21T03:00:00Z"));
    }

    private static Attempt completed(Attempt attempt) {
        return at(attempt, "C", attempt.start());
    }

    private static Attempt at(Attempt attempt, String status, Instant start) {
        return new Attempt(attempt.taskLogId(), attempt.attempt(), status, null, null, attempt.server(), attempt.targetSession(),
                false, null, null, start, attempt.end());
    }

    private static CallRecords records(CallRecords r, long rows, long different, long partitions, long history, long leftTables,
                                       String notice) {
        return new CallRecords(r.database(), rows, different, partitions, r.rowsOfOldest(), r.disputedOfOldest(), history,
                leftTables, notice);
    }
}
