package org.domops.demo;

import org.domops.client.Attempt;
import org.domops.client.Lane;
import org.domops.client.Run;
import org.domops.client.Task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A story that went as it should, in which a test may change a detail. */
final class TestStory {

    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
    private static final Instant RESTART = START.plusSeconds(100);
    private static final List<String> DATABASES = List.of("SALESPRD01", "SALESPRD02", "BILLPRD01");

    UnaryOperator<Task> firstTask = task -> task;
    UnaryOperator<Lane> firstLane = lane -> lane;
    UnaryOperator<Task> secondTask = task -> task;
    UnaryOperator<Attempt> secondAttempt = attempt -> attempt;
    UnaryOperator<Lane> secondLane = lane -> lane;
    UnaryOperator<CallRecords> recordsAfter = records -> records;
    String firstStatus = "E";
    String secondStatus = "C";
    Instant restart = RESTART;
    long secondId = 57;

    StoryFacts facts() {
        List<Task> first = tasks(false);
        List<Task> second = tasks(true);
        Snapshot firstSnapshot = new Snapshot(run(57, firstStatus, null, lanes("E").stream().map(firstLane).toList()),
                first.stream().map(firstTask).toList(), attempts(first, false));
        Snapshot secondSnapshot = new Snapshot(run(secondId, secondStatus, restart, lanes("C").stream().map(secondLane).toList()),
                second.stream().map(secondTask).toList(), attempts(second, true).stream().map(secondAttempt).toList());
        return new StoryFacts(records(1000, 10, 0, "none"), firstSnapshot, records(900, 9, 0, "Y"),
                Optional.of(secondSnapshot), records(760, 7, 3, "N").stream().map(recordsAfter).toList());
    }

    private static List<CallRecords> records(long rows, long partitions, long history, String notice) {
        return DATABASES.stream()
                .map(name -> new CallRecords(name, rows, rows, partitions, 300, 60, history, 0, notice)).toList();
    }

    private static Run run(long id, String status, Instant restart, List<Lane> lanes) {
        return new Run(id, "drop-partition", 1, "PROD", "R", status, null, "admin", START, restart, RESTART.plusSeconds(50),
                Map.of(), lanes, List.of());
    }

    private static List<Lane> lanes(String statusOfFull) {
        return DATABASES.stream().map(name -> {
            boolean full = name.equals(StoryFacts.FULL_DATABASE);
            return new Lane(name, 1, full ? statusOfFull : "C", full && statusOfFull.equals("E") ? "1114 table is full" : null,
                    null, "SALES.CDR_DATA", 1, "REPOPULATE", 1, START, null, START.plusSeconds(90), null, null, null, 0);
        }).toList();
    }

    /** Ids tell database, round and task; starts follow each other. */
    private static List<Task> tasks(boolean complete) {
        List<Task> tasks = new ArrayList<>();
        for (int database = 0; database < DATABASES.size(); database++) {
            boolean full = DATABASES.get(database).equals(StoryFacts.FULL_DATABASE);
            for (int round = 1; round <= 3; round++) {
                for (int number = 1; number <= 7; number++) {
                    boolean late = full && (round > 1 || number > 3);
                    if (!late || complete || round == 1 && number == 4) {
                        tasks.add(task(database, round, number, late && !complete, late && complete));
                    }
                }
            }
        }
        return tasks;
    }

    private static Task task(int database, int round, int number, boolean failed, boolean late) {
        Instant start = (late ? RESTART : START).plusSeconds(round * 10L + number);
        boolean again = late && round == 1 && number == 4;
        return new Task(database * 100 + round * 10 + number, DATABASES.get(database), "SALES.CDR_DATA",
                StoryFacts.TASKS.get(number - 1), round, failed ? "E" : "C", failed ? "table is full" : null, failed ? 1114 : null,
                again ? 2 : 1, again ? START.plusSeconds(14) : start, start.plusSeconds(1));
    }

    private static List<Attempt> attempts(List<Task> tasks, boolean complete) {
        List<Attempt> attempts = new ArrayList<>();
        for (Task task : tasks) {
            if (complete && task.attempt() == 2) {
                attempts.add(attempt(task, 1, "E", START.plusSeconds(14)));
                attempts.add(attempt(task, 2, "C", RESTART.plusSeconds(14)));
            } else {
                attempts.add(attempt(task, 1, task.status(), task.start()));
            }
        }
        return attempts;
    }

    private static Attempt attempt(Task task, int number, String status, Instant start) {
        return new Attempt(task.id(), number, status, null, status.equals("E") ? 1114 : null, "host", "session", false, null,
                null, start, start.plusSeconds(1));
    }
}
