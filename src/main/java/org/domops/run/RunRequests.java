package org.domops.run;

import org.domops.error.DomCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** DOM$RUN_REQUESTS: runs that people ordered by an INSERT. Every method takes part in the caller's transaction. */
@Repository
class RunRequests {

    private final JdbcClient jdbc;

    RunRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that nobody has taken yet, the oldest first. */
    List<RunRequest> waiting() {
        return jdbc.sql("""
                select id, operation_name, environment_name, operation_instance, run_mode, from_iterator, requested_by
                from DOM$RUN_REQUESTS where status = 'P' order by id""")
                .query((row, n) -> new RunRequest(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4),
                        row.getString(5).trim(), "Y".equals(row.getString(6)), row.getString(7))).list();
    }

    /** @return whether it was still there to be taken; another server's transaction that takes it is waited for */
    boolean take(long id, String server, Instant now) {
        return jdbc.sql("""
                update DOM$RUN_REQUESTS set status = 'R', server = ?, taken_dttm = ? where id = ? and status = 'P'""")
                .params(server, now.atOffset(ZoneOffset.UTC), id).update() == 1;
    }

    void started(long id, long runId, String message) {
        jdbc.sql("update DOM$RUN_REQUESTS set run_id = ?, status_msg = ? where id = ?").params(runId, message, id).update();
    }

    /** Only if nobody has taken it meanwhile. */
    void refused(long id, DomCode code, String message, String server, Instant now) {
        jdbc.sql("""
                update DOM$RUN_REQUESTS set status = 'E', error_code = ?, status_msg = substring(cast(? as varchar), 1, 1000),
                       server = ?, taken_dttm = ?, end_dttm = ? where id = ? and status = 'P'""")
                .params(code.number(), message, server, now.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC), id).update();
    }

    /** Requests whose run has ended get the run's status, message and end. @return how many */
    int close() {
        return jdbc.sql("""
                update DOM$RUN_REQUESTS q set (status, status_msg, end_dttm) =
                       (select r.status, coalesce(r.status_msg, q.status_msg), coalesce(r.end_dttm, current_timestamp)
                        from DOM$RUN_LOG r where r.id = q.run_id)
                where q.status = 'R' and exists (select 1 from DOM$RUN_LOG r where r.id = q.run_id
                                                 and r.status in ('C', 'E', 'F', 'X', 'S'))""").update();
    }
}
