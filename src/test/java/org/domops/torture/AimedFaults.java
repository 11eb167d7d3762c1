package org.domops.torture;

import org.domops.torture.arena.Arena;
import org.domops.torture.schedule.AimedFault;
import org.domops.torture.schedule.Fault;
import org.domops.torture.schedule.FaultKind;
import org.springframework.dao.DataAccessException;

import java.time.Duration;
import java.util.Optional;

/** Waits for the slow step that a fault is aimed at, and finds who works on it. */
final class AimedFaults {

    /** Other faults may keep the step from being reached; then there is nothing to be aimed at. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Arena arena;

    private record Call(long taskLogId, int attempt) {
    }

    AimedFaults(Arena arena) {
        this.arena = arena;
    }

    /** Returns when the fault is due. @param firstRun of the schedule @return empty: the step did not come, or its owner is not known */
    Optional<Fault> await(AimedFault aimed, long firstRun) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Call> call = call(aimed, firstRun);
            if (call.isPresent()) {
                Pause.of(Duration.ofMillis(aimed.after()));
                return aimed.kind().aim() == FaultKind.Aim.TARGET ? Optional.of(new Fault(aimed.after(), aimed.kind(), aimed.target(), aimed.lasts()))
                        : owner(call.get()).flatMap(owner -> at(owner, aimed));
            }
            Pause.of(LOOK);
        }
        return Optional.empty();
    }

    private Optional<Call> call(AimedFault aimed, long firstRun) {
        String target = arena.targetNames().get(aimed.target());
        try {
            return arena.ask(target, jdbc -> jdbc.sql("""
                    select task_log_id, attempt from TORTURE_OUTSIDE.WITNESS where target = ? and procedure_name = ? and mark = 'BEGIN'
                    and object like ? and cast(handle as integer) >= ? order by id limit 1""")
                    .params(target, aimed.step().procedure(), aimed.step().kind() + "%", firstRun).query(Call.class).optional());
        } catch (IllegalStateException | DataAccessException targetServerDown) {
            return Optional.empty();
        }
    }

    private Optional<String> owner(Call call) {
        try {
            return arena.repository().sql("select server from DOM$TASK_ATTEMPT where task_log_id = ? and attempt = ?")
                    .params(call.taskLogId(), call.attempt()).query(String.class).optional();
        } catch (DataAccessException repositoryDown) {
            return Optional.empty();
        }
    }

    private Optional<Fault> at(String owner, AimedFault aimed) {
        boolean kill = aimed.kind() == FaultKind.KILL_SERVER;
        return arena.serverNamed(owner).map(server -> new Fault(aimed.after(), aimed.kind(), server, aimed.lasts()))
                .or(() -> arena.workerNamed(owner).map(worker -> new Fault(aimed.after(),
                        kill ? FaultKind.KILL_WORKER : FaultKind.PAUSE_WORKER, worker, aimed.lasts())));
    }
}
