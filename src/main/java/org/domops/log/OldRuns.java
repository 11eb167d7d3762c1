package org.domops.log;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs that are old enough to be deleted. Every method takes part in the caller's transaction, and deletes at most so many rows
 * as it is told, so that no transaction is long.
 */
@Repository
public class OldRuns {

    /** Over for good, and not the last one of its operation, environment and instance, by which the next start is judged. */
    private static final String OVER = """
            select r.id from DOM$RUN_LOG r where r.active_key is null and r.end_dttm < ?
            and exists (select 1 from DOM$RUN_LOG n where n.operation_id = r.operation_id
                        and n.environment_id = r.environment_id and n.operation_instance = r.operation_instance
                        and n.run_mode = r.run_mode and n.id > r.id)""";

    private final JdbcClient jdbc;

    public OldRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ids of runs that ended before, the oldest first. @param limit at most so many */
    public List<Long> endedBefore(Instant time, int limit) {
        return jdbc.sql(OVER + " order by r.id fetch first ? rows only").params(Columns.utc(time), limit).query(Long.class).list();
    }

    /** The same, of those that still have their statements. */
    public List<Long> withStatementsEndedBefore(Instant time, int limit) {
        return jdbc.sql(OVER + " and r.sql_log_deleted_dttm is null order by r.id fetch first ? rows only")
                .params(Columns.utc(time), limit).query(Long.class).list();
    }

    /** Keeps other servers from deleting the same run until the transaction ends. @return false: it is deleted */
    public boolean lock(long runId) {
        return !jdbc.sql("select id from DOM$RUN_LOG where id = ? for update").param(runId).query(Long.class).list().isEmpty();
    }

    /** @return how many there were; fewer than the limit: there are no more */
    public int deleteStatements(long runId, int limit) {
        return jdbc.sql("""
                delete from DOM$SQL_LOG where id in
                  (select id from DOM$SQL_LOG where run_id = ? order by id fetch first ? rows only)""")
                .params(runId, limit).update();
    }

    public void statementsDeleted(long runId, Instant now) {
        jdbc.sql("update DOM$RUN_LOG set sql_log_deleted_dttm = ? where id = ?").params(Columns.utc(now), runId).update();
    }

    /** When that was; empty: they have not been deleted, or not all. */
    public Optional<Instant> statementsDeleted(long runId) {
        return jdbc.sql("select sql_log_deleted_dttm from DOM$RUN_LOG where id = ? and sql_log_deleted_dttm is not null").param(runId)
                .query((row, number) -> Columns.instant(row, "sql_log_deleted_dttm")).optional();
    }

    /**
     * The next rows of a run whose statements are deleted, the run itself last.
     *
     * @return false: nothing is left of it
     */
    public boolean deleteNext(long runId, int limit) {
        return delete("""
                DOM$TASK_ATTEMPT where id in (select a.id from DOM$TASK_ATTEMPT a join DOM$TASK_LOG t on t.id = a.task_log_id
                  where t.run_id = ? order by a.id fetch first ? rows only)""", runId, limit)
                || delete("DOM$TASK_LOG where id in (select id from DOM$TASK_LOG where run_id = ? order by id fetch first ? rows only)",
                        runId, limit)
                || delete("""
                DOM$RUN_OBJECTS where (run_id, database_id, object_id) in (select run_id, database_id, object_id
                  from DOM$RUN_OBJECTS where run_id = ? order by database_id, object_id fetch first ? rows only)""", runId, limit)
                || delete("""
                DOM$RUN_LANES where (run_id, database_id) in (select run_id, database_id
                  from DOM$RUN_LANES where run_id = ? order by database_id fetch first ? rows only)""", runId, limit)
                || delete("DOM$RUN_ACTIONS where id in (select id from DOM$RUN_ACTIONS where run_id = ? order by id fetch first ? rows only)",
                        runId, limit)
                || delete("DOM$RUN_REQUESTS where id in (select id from DOM$RUN_REQUESTS where run_id = ? order by id fetch first ? rows only)",
                        runId, limit)
                || delete("DOM$RUN_LOG where id in (select id from DOM$RUN_LOG where id = ? order by id fetch first ? rows only)", runId, limit);
    }

    private boolean delete(String what, long runId, int limit) {
        return jdbc.sql("delete from " + what).params(runId, limit).update() > 0;
    }
}
