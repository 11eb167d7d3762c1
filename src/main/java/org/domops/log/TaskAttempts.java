package org.domops.log;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** DOM$TASK_ATTEMPT. Every method takes part in the caller's transaction. */
@Repository
public class TaskAttempts {

    private final JdbcClient jdbc;

    public TaskAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(long taskLogId, int attempt, String arguments, String server, Instant now) {
        jdbc.sql("""
                insert into DOM$TASK_ATTEMPT (task_log_id, attempt, status, arguments, server, start_dttm)
                values (?, ?, 'R', ?, ?, ?)""")
                .param(taskLogId).param(attempt).param(Columns.text(arguments)).param(server)
                .param(Columns.utc(now)).update();
    }

    /** Whose the attempt is. */
    public String server(long taskLogId, int attempt) {
        return jdbc.sql("select server from DOM$TASK_ATTEMPT where task_log_id = ? and attempt = ?").params(taskLogId, attempt)
                .query(String.class).single();
    }

    /** Another server goes on with the attempt: what came of its former owner's call, nobody has seen. */
    public void takenOver(long taskLogId, int attempt, String server) {
        jdbc.sql("update DOM$TASK_ATTEMPT set server = ?, outcome_unknown = 'Y' where task_log_id = ? and attempt = ?")
                .params(server, taskLogId, attempt).update();
    }

    /**
     * Records the end of an attempt; arguments, server and start stay as they are. So does it that nobody knows what came of a
     * former owner's call, if its target could not be asked.
     */
    public void ended(AttemptRow end) {
        boolean asked = end.targetSession() != null;
        jdbc.sql("""
                update DOM$TASK_ATTEMPT set status = ?, error_code = ?, status_msg = ?, sha256 = ?, target_session = ?,
                       possibly_repeated = ?, outcome_unknown = case when ? = 'Y' then ? else outcome_unknown end, end_dttm = ?
                where task_log_id = ? and attempt = ?""")
                .param(end.status().name()).param(end.errorCode()).param(Columns.text(end.statusMessage()))
                .param(end.sha256()).param(end.targetSession()).param(Columns.flag(end.possiblyRepeated()))
                .param(Columns.flag(asked || end.outcomeUnknown())).param(Columns.flag(end.outcomeUnknown())).param(Columns.utc(end.end()))
                .param(end.taskLogId()).param(end.attempt()).update();
    }

    /**
     * The first of the attempts just before the given one whose outcome nobody has seen; the given one: none. One that did not
     * get to its target, as there was no connection, says nothing of those before it.
     */
    public int unknownBefore(long taskLogId, int attempt) {
        int lastKnown = jdbc.sql("""
                select coalesce(max(attempt), 0) from DOM$TASK_ATTEMPT
                where task_log_id = ? and attempt < ? and outcome_unknown = 'N' and target_session is not null""")
                .params(taskLogId, attempt).query(Integer.class).single();
        return lastKnown + 1;
    }

    /** Whether the attempt's end is recorded. @param session in which it ran; null: in whichever, or in none */
    public boolean ended(long taskLogId, int attempt, String session) {
        return jdbc.sql("""
                select count(*) from DOM$TASK_ATTEMPT
                where task_log_id = ? and attempt = ? and status <> 'R' and (cast(? as varchar(200)) is null or target_session = ?)""")
                .params(taskLogId, attempt, session, session).query(Integer.class).single() > 0;
    }

    /** Whether an attempt of the lane ended without anybody knowing how, and no later one has asked its target. */
    public boolean anyUnknown(LaneKey lane) {
        return jdbc.sql("""
                select count(*) from DOM$TASK_ATTEMPT a join DOM$TASK_LOG t on t.id = a.task_log_id
                where t.run_id = ? and t.database_id = ? and a.outcome_unknown = 'Y' and not exists (
                      select 1 from DOM$TASK_ATTEMPT later where later.task_log_id = a.task_log_id
                      and later.attempt > a.attempt and later.outcome_unknown = 'N' and later.target_session is not null)""")
                .params(lane.runId(), lane.databaseId()).query(Integer.class).single() > 0;
    }

    /** All attempts of a run's steps in the order they began. */
    public List<AttemptRow> of(long runId) {
        return jdbc.sql("""
                select a.* from DOM$TASK_ATTEMPT a join DOM$TASK_LOG t on t.id = a.task_log_id where t.run_id = ?
                order by a.start_dttm, a.id""").param(runId).query(TaskAttempts::row).list();
    }

    static AttemptRow row(ResultSet row, int n) throws SQLException {
        return new AttemptRow(row.getLong("task_log_id"), row.getInt("attempt"), Columns.status(row, "status"),
                row.getString("status_msg"), Columns.integer(row, "error_code"), row.getString("arguments"),
                row.getString("sha256"), row.getString("server"), row.getString("target_session"),
                Columns.yes(row, "possibly_repeated"), Columns.yes(row, "outcome_unknown"),
                Columns.instant(row, "start_dttm"), Columns.instant(row, "end_dttm"));
    }
}
