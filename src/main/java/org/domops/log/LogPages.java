package org.domops.log;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs, steps, attempts and statements page by page: the next page begins after the last row's id, so that rows which are
 * added meanwhile are neither missed nor shown twice.
 */
@Repository
public class LogPages {

    private final JdbcClient jdbc;

    public LogPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest runs first. @param after only runs with a smaller id; null: from the newest */
    public List<RunRow> runs(String operation, String environment, Status status, Long after, int limit) {
        return jdbc.sql("""
                select * from DOM$RUN_LOG
                where id < :after and (cast(:operation as varchar) is null or operation_name = :operation)
                and (cast(:environment as varchar) is null or environment_name = :environment)
                and (cast(:status as varchar) is null or status = :status)
                order by id desc fetch first :limit rows only""")
                .param("after", after == null ? Long.MAX_VALUE : after).param("operation", operation)
                .param("environment", environment).param("status", name(status)).param("limit", limit)
                .query(RunLog::row).list();
    }

    /** How many lanes have which status, for each of the runs that has any. */
    public Map<Long, Map<Status, Integer>> lanes(List<RunRow> runs) {
        Map<Long, Map<Status, Integer>> counts = new HashMap<>();
        if (!runs.isEmpty()) {
            jdbc.sql("select run_id, status, count(*) as lanes from DOM$RUN_LANES where run_id in (:runs) group by run_id, status")
                    .param("runs", runs.stream().map(RunRow::id).toList()).query(row -> {
                        counts.computeIfAbsent(row.getLong("run_id"), run -> new EnumMap<>(Status.class))
                                .put(Columns.status(row, "status"), row.getInt("lanes"));
                    });
        }
        return counts;
    }

    /** Steps in the order they were first begun. @param database null: of all. statuses empty: all */
    public List<TaskRow> steps(long runId, String database, Collection<Status> statuses, long after, int limit) {
        return jdbc.sql("""
                select * from DOM$TASK_LOG where run_id = :run and id > :after
                and (cast(:database as varchar) is null or database_name = :database)
                and status in (:statuses) order by id fetch first :limit rows only""")
                .param("run", runId).param("after", after).param("database", database)
                .param("statuses", names(statuses)).param("limit", limit).query(TaskLog::row).list();
    }

    /** Attempts in the order they were begun. @param taskLogId of one step only; null: of all. database null: of all */
    public List<NumberedAttempt> attempts(long runId, Long taskLogId, String database, long after, int limit) {
        return jdbc.sql("""
                select a.* from DOM$TASK_ATTEMPT a join DOM$TASK_LOG t on t.id = a.task_log_id
                where t.run_id = :run and a.id > :after and (cast(:task as bigint) is null or t.id = :task)
                and (cast(:database as varchar) is null or t.database_name = :database)
                order by a.id fetch first :limit rows only""")
                .param("run", runId).param("after", after).param("task", taskLogId).param("database", database)
                .param("limit", limit)
                .query((row, n) -> new NumberedAttempt(row.getLong("id"), TaskAttempts.row(row, n))).list();
    }

    /** Statements in the order they were logged. @param taskLogId, database null: of all. statuses empty: all */
    public List<SqlRow> statements(long runId, Long taskLogId, String database, Collection<Status> statuses, long after,
                                   int limit) {
        return jdbc.sql("""
                select s.*, t.database_name, t.object_owner, t.object_name, t.procedure_name, t.repeat_instance
                from DOM$SQL_LOG s join DOM$TASK_LOG t on t.id = s.task_log_id
                where s.run_id = :run and s.id > :after and (cast(:task as bigint) is null or s.task_log_id = :task)
                and (cast(:database as varchar) is null or t.database_name = :database)
                and s.status in (:statuses) order by s.id fetch first :limit rows only""")
                .param("run", runId).param("after", after).param("task", taskLogId).param("database", database)
                .param("statuses", names(statuses)).param("limit", limit).query(SqlLog::row).list();
    }

    /** Those of the given statements that are of the run. @param ids not empty */
    public List<SqlRow> statements(long runId, Collection<Long> ids) {
        return jdbc.sql("""
                select s.*, t.database_name, t.object_owner, t.object_name, t.procedure_name, t.repeat_instance
                from DOM$SQL_LOG s join DOM$TASK_LOG t on t.id = s.task_log_id
                where s.run_id = :run and s.id in (:ids) order by s.id""")
                .param("run", runId).param("ids", ids).query(SqlLog::row).list();
    }

    /** None named: all. */
    static List<String> names(Collection<Status> statuses) {
        return (statuses.isEmpty() ? List.of(Status.values()) : statuses).stream().map(Status::name).toList();
    }

    private static String name(Status status) {
        return status == null ? null : status.name();
    }
}
