package org.domops.log;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lanes of a run with the step each is at, page by page. Reads what it shows, however many steps the run has. */
@Repository
public class LanePages {

    private static final String STEPS = """
            select t.*,
                   (select sum(s.rows_processed) from DOM$SQL_LOG s
                     where s.task_log_id = t.id and s.attempt = t.attempt) as step_rows
            from   DOM$TASK_LOG t
            where  t.id in (
              select coalesce(
                (select w.id from DOM$TASK_LOG w
                  where w.run_id = l.run_id and w.database_id = l.database_id
                    and w.status = case l.status when 'E' then 'E' else 'R' end
                  order by w.start_dttm, w.id fetch first 1 row only),
                (select n.id from DOM$TASK_LOG n
                  where n.run_id = l.run_id and n.database_id = l.database_id
                  order by n.start_dttm desc, n.id desc fetch first 1 row only))
              from  DOM$RUN_LANES l
              where l.run_id = :run and l.database_id in (:databases))""";

    private static final String FAILURES = """
            select t.database_id, count(*) as failures
            from   DOM$TASK_LOG t join DOM$TASK_ATTEMPT a on a.task_log_id = t.id
            where  t.run_id = :run and t.database_id in (:databases) and a.status in ('E', 'F')
            group  by t.database_id""";

    private final JdbcClient jdbc;

    public LanePages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * By database name.
     *
     * @param statuses only lanes with one of these; empty: all
     * @param after only databases with a greater name; null: from the first
     * @param limit at most so many
     */
    public List<LaneAt> of(long runId, Collection<Status> statuses, String after, int limit) {
        List<LaneRow> lanes = jdbc.sql("""
                select * from DOM$RUN_LANES where run_id = :run and status in (:statuses)
                and database_name > :after order by database_name fetch first :limit rows only""")
                .param("run", runId).param("after", after == null ? "" : after).param("limit", limit)
                .param("statuses", LogPages.names(statuses))
                .query(RunLanes::row).list();
        return lanes.isEmpty() ? List.of() : at(runId, lanes);
    }

    private List<LaneAt> at(long runId, List<LaneRow> lanes) {
        List<Long> databases = lanes.stream().map(lane -> lane.key().databaseId()).toList();
        Map<Long, TaskRow> steps = new HashMap<>();
        Map<Long, Long> rows = new HashMap<>();
        jdbc.sql(STEPS).param("run", runId).param("databases", databases).query((row, n) -> {
            TaskRow step = TaskLog.row(row, n);
            rows.put(step.key().lane().databaseId(), Columns.number(row, "step_rows"));
            return steps.put(step.key().lane().databaseId(), step);
        }).list();
        Map<Long, Integer> failures = new HashMap<>();
        jdbc.sql(FAILURES).param("run", runId).param("databases", databases)
                .query(row -> {
                    failures.put(row.getLong("database_id"), row.getInt("failures"));
                });
        return lanes.stream().map(lane -> new LaneAt(lane, steps.get(lane.key().databaseId()),
                rows.get(lane.key().databaseId()), failures.getOrDefault(lane.key().databaseId(), 0))).toList();
    }
}
