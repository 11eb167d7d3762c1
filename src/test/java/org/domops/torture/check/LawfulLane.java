package org.domops.torture.check;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The evidence of one lane that did all it had to, row by row; tests change a row and look who notices. */
final class LawfulLane {

    static final long RUN = 7;
    static final String TARGET = "TORTPRD01";
    private static final OffsetDateTime BEGIN = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    final List<RunFact> runs = new ArrayList<>(List.of(new RunFact(RUN, "torture-line", 1, "C", null, BEGIN.plusHours(1))));
    final List<LaneFact> lanes = new ArrayList<>(List.of(new LaneFact(RUN, 1, TARGET, "C", null)));
    final List<ObjectFact> objects = new ArrayList<>();
    final List<StepFact> steps = new ArrayList<>();
    final List<AttemptFact> attempts = new ArrayList<>();
    final List<StatementFact> statements = new ArrayList<>();
    final List<Witness> witnesses = new ArrayList<>();
    final List<TargetMark> marks = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    private long witnessId;
    private int seconds;

    LawfulLane() {
        for (String object : List.of("LINE_1", "LINE_2")) {
            objects.add(new ObjectFact(RUN, 1, object, "C", 2));
            call(object, 1, "ITERATOR", "END", 1);
            call(object, 1, "INITIAL", "END", 0);
            call(object, 1, "TASK_ONE", "END", 0);
            call(object, 1, "TASK_TWO", "END", 1);
            call(object, 1, "TASK_THREE", "END", 2);
            call(object, 2, "ITERATOR", "COMPLETE", 1);
            call(object, 1, "FINAL N", "END", 1);
        }
    }

    private void call(String object, int round, String procedure, String end, int statementsRun) {
        long step = steps.size() + 1;
        steps.add(new StepFact(step, RUN, TARGET, object, procedure.split(" ")[0], round, "C", 1, "DONE"));
        OffsetDateTime start = BEGIN.plusSeconds(++seconds);
        attempts.add(new AttemptFact(step, 1, "C", null, "N", "N", start, start.plusNanos(900_000_000)));
        marks.add(new TargetMark(TARGET, step, 1, "COMPLETE".equals(end) ? "E" : "C", 1));
        long call = witnessId + 1;
        witness(object, round, procedure, "BEGIN", call, step);
        witness(object, round, procedure, "AWAKE", call, step);
        for (int i = 1; i <= statementsRun; i++) {
            witness(object, round, procedure, "SQL" + i, call, step);
            statements.add(new StatementFact(statements.size() + 1, step, 1, statements.size() + 1,
                    "INSERT /* SQL" + i + " of call " + call + " */", "C", start.plusNanos(i), start.plusNanos(i)));
        }
        witness(object, round, procedure, end, call, step);
    }

    private void witness(String object, int round, String procedure, String mark, long call, long step) {
        witnesses.add(new Witness(++witnessId, TARGET, String.valueOf(RUN), object, round, procedure, mark, call, 99, step, 1, null));
    }

    /** The first witness of that kind. */
    Witness witness(String procedure, String mark) {
        return witnesses.stream().filter(each -> each.procedure().equals(procedure) && each.is(mark)).findFirst().orElseThrow();
    }

    long step(String procedure) {
        return witness(procedure, "BEGIN").taskLogId();
    }

    /** Another witness of the same call, right after the given one. */
    void add(Witness after, String mark, long call) {
        witnesses.add(witnesses.indexOf(after) + 1, new Witness(++witnessId, after.target(), after.handle(), after.object(),
                after.round(), after.procedure(), mark, call, after.sessionId(), after.taskLogId(), after.attempt(), null));
    }

    void attempt(String procedure, UnaryOperator<AttemptFact> change) {
        attempts.replaceAll(each -> each.taskLogId() == step(procedure) ? change.apply(each) : each);
    }

    Evidence evidence() {
        return new Evidence(runs, lanes, objects, steps, attempts, statements, witnesses, marks, left);
    }
}
