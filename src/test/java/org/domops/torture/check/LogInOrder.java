package org.domops.torture.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An attempt's statements are logged in the order they were run in; attempts of a lane without branches follow each other. */
final class LogInOrder implements Check {

    /** Attempts are timed by the servers' clocks, which here are one; a taker-over may write before its predecessor's last commit. */
    private static final Duration ROUNDING = Duration.ofMillis(2);

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        evidence.statements().stream().collect(Collectors.groupingBy(row -> row.taskLogId() + "/" + row.attempt()))
                .forEach((attempt, rows) -> {
                    List<StatementFact> byId = rows.stream().sorted(Comparator.comparingLong(StatementFact::targetSeq)).toList();
                    for (int i = 1; i < byId.size(); i++) {
                        if (byId.get(i).startDttm().isBefore(byId.get(i - 1).startDttm()) || byId.get(i).targetSeq() == byId.get(i - 1).targetSeq()) {
                            found.add("statements of attempt " + attempt + " are out of order: " + byId);
                        }
                    }
                });
        for (LaneFact lane : evidence.lanes()) {
            if (!evidence.run(lane.runId()).forked()) {
                attempts(evidence, lane, found);
            }
        }
        return found;
    }

    private static void attempts(Evidence evidence, LaneFact lane, List<String> found) {
        Map<Long, StepFact> steps = evidence.steps().stream().filter(step -> step.runId() == lane.runId()
                && step.databaseName().equals(lane.databaseName())).collect(Collectors.toMap(StepFact::id, step -> step));
        List<AttemptFact> attempts = evidence.attempts().stream().filter(each -> steps.containsKey(each.taskLogId()))
                .sorted(Comparator.comparing(AttemptFact::startDttm)).toList();
        for (int i = 1; i < attempts.size(); i++) {
            AttemptFact before = attempts.get(i - 1);
            AttemptFact after = attempts.get(i);
            if (before.endDttm() != null && after.startDttm().plus(ROUNDING).isBefore(before.endDttm())) {
                found.add("attempt " + after.attempt() + " at " + steps.get(after.taskLogId()) + " began at " + after.startDttm()
                        + ", before attempt " + before.attempt() + " at " + steps.get(before.taskLogId()) + " ended at " + before.endDttm());
            }
        }
    }
}
