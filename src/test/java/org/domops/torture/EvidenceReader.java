package org.domops.torture;

import org.domops.torture.arena.Arena;
import org.domops.torture.check.AttemptFact;
import org.domops.torture.check.Evidence;
import org.domops.torture.check.LaneFact;
import org.domops.torture.check.ObjectFact;
import org.domops.torture.check.RunFact;
import org.domops.torture.check.StatementFact;
import org.domops.torture.check.StepFact;
import org.domops.torture.check.TargetMark;
import org.domops.torture.check.Witness;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads what the runs after a given one have left, past all relays. */
final class EvidenceReader {

    private final Arena arena;
    private final Leftovers leftovers;

    EvidenceReader(Arena arena) {
        this.arena = arena;
        this.leftovers = new Leftovers(arena);
    }

    Evidence read(long afterRun) {
        long firstStep = arena.repository().sql("select coalesce(min(id), 0) from DOM$TASK_LOG where run_id > ?").param(afterRun)
                .query(Long.class).single();
        List<String> left = leftovers.await(firstStep);
        List<StepFact> steps = rows(StepFact.class, "select id, run_id, database_name, object_name, procedure_name, "
                + "repeat_instance, status, attempt, phase from DOM$TASK_LOG where run_id > ? order by id", afterRun);
        List<AttemptFact> attempts = rows(AttemptFact.class, "select a.task_log_id, a.attempt, a.status, a.error_code, "
                + "a.possibly_repeated, a.outcome_unknown, a.start_dttm, a.end_dttm from DOM$TASK_ATTEMPT a "
                + "join DOM$TASK_LOG t on t.id = a.task_log_id where t.run_id > ? order by a.id", afterRun);
        List<StatementFact> statements = rows(StatementFact.class, "select id, task_log_id, attempt, target_seq, sql_text, "
                + "status, start_dttm, end_dttm from DOM$SQL_LOG where run_id > ? order by id", afterRun);
        return new Evidence(runs(afterRun), lanes(afterRun), rows(ObjectFact.class, "select run_id, database_id, object_name, "
                + "status, iteration from DOM$RUN_OBJECTS where run_id > ?", afterRun), steps, attempts, statements,
                witnesses(afterRun), marks(steps), left);
    }

    List<RunFact> runs(long afterRun) {
        return rows(RunFact.class, "select id, operation_name, operation_instance, status, active_key, end_dttm "
                + "from DOM$RUN_LOG where id > ? order by id", afterRun);
    }

    List<LaneFact> lanes(long afterRun) {
        return rows(LaneFact.class, "select run_id, database_id, database_name, status, waiting_for from DOM$RUN_LANES "
                + "where run_id > ? order by run_id, database_name", afterRun);
    }

    long latestRun() {
        return arena.repository().sql("select coalesce(max(id), 0) from DOM$RUN_LOG").query(Long.class).single();
    }

    private <T> List<T> rows(Class<T> type, String sql, long afterRun) {
        return arena.repository().sql(sql).param(afterRun).query(type).list();
    }

    private List<Witness> witnesses(long afterRun) {
        List<Witness> all = new ArrayList<>();
        for (String target : arena.targetNames()) {
            all.addAll(arena.ask(target, jdbc -> jdbc.sql("""
                    select id, target, handle, object, round, procedure_name as "procedure", mark, call_id, session_id, task_log_id,
                           attempt, error_code
                    from TORTURE_OUTSIDE.WITNESS where target = ? and cast(handle as integer) > ? order by id""")
                    .params(target, afterRun).query(Witness.class).list()));
        }
        return all;
    }

    private List<TargetMark> marks(List<StepFact> steps) {
        Set<Long> known = steps.stream().map(StepFact::id).collect(Collectors.toCollection(TreeSet::new));
        long first = known.stream().findFirst().orElse(0L);
        List<TargetMark> all = new ArrayList<>();
        for (String target : arena.targetNames()) {
            all.addAll(arena.ask(target, jdbc -> jdbc.sql("select '" + target + "' as target, task_log_id, attempt, status, opens "
                    + "from DOM$STEP_ATTEMPTS where task_log_id >= ?").param(first).query(TargetMark.class).list()));
        }
        return all;
    }
}
