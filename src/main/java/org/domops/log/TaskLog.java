package org.domops.log;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** DOM$TASK_LOG. Every method takes part in the caller's transaction, which holds the lane's row. */
@Repository
public class TaskLog {

    private static final String OF_STEP = """
            where t.run_id = ? and t.database_id = ? and t.object_id = ? and t.procedure_name = ?
            and t.repeat_instance = ?""";

    private final JdbcClient jdbc;

    public TaskLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By DOM$TASK_LOG_UK1; a run has one operation, so the operation's id adds nothing. */
    public Optional<TaskRow> find(StepKey key) {
        return jdbc.sql("select t.* from DOM$TASK_LOG t " + OF_STEP)
                .params(key.lane().runId(), key.lane().databaseId(), key.objectId(), key.procedure(), key.iteration())
                .query(TaskLog::row).optional();
    }

    public TaskRow get(long id) {
        return jdbc.sql("select * from DOM$TASK_LOG where id = ?").param(id).query(TaskLog::row).single();
    }

    /** A new step without an attempt yet. @return its id */
    public long insert(StepKey key, long operationId, String database, ObjectRow object, StepPhase phase, Instant now) {
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                insert into DOM$TASK_LOG (run_id, operation_id, database_id, database_name, object_id, object_owner,
                       object_name, procedure_name, repeat_instance, status, attempt, phase, start_dttm)
                values (:run, :operation, :databaseId, :database, :objectId, :owner, :name, :procedure, :iteration,
                       'P', 0, :phase, :now)""")
                .param("run", key.lane().runId()).param("operation", operationId)
                .param("databaseId", key.lane().databaseId()).param("database", database)
                .param("objectId", key.objectId()).param("owner", object == null ? null : object.owner())
                .param("name", object == null ? null : object.name()).param("procedure", key.procedure())
                .param("iteration", key.iteration()).param("phase", phase.name()).param("now", Columns.utc(now))
                .update(id, "id");
        return id.getKeyAs(Long.class);
    }

    /** A new attempt begins. */
    public void attempt(long id, int attempt, Instant now) {
        jdbc.sql("""
                update DOM$TASK_LOG set status = 'R', status_msg = null, error_code = null, attempt = ?, start_dttm = ?,
                       end_dttm = null where id = ?""").params(attempt, Columns.utc(now), id).update();
    }

    /** @param errorCode null: no error */
    public void ended(long id, Status status, Integer errorCode, String message, Instant now) {
        jdbc.sql("update DOM$TASK_LOG set status = ?, error_code = ?, status_msg = ?, end_dttm = ? where id = ?")
                .param(status.name()).param(errorCode).param(Columns.text(message)).param(Columns.utc(now)).param(id)
                .update();
    }

    public void phase(long id, StepPhase phase) {
        jdbc.sql("update DOM$TASK_LOG set phase = ? where id = ?").params(phase.name(), id).update();
    }

    /** A change that is no end. */
    public void status(long id, Status status, String message) {
        jdbc.sql("update DOM$TASK_LOG set status = ?, status_msg = ? where id = ?")
                .param(status.name()).param(Columns.text(message)).param(id).update();
    }

    /** How often the step was retried since its last start or restart. */
    public void retries(long id, int retries) {
        jdbc.sql("update DOM$TASK_LOG set retries = ? where id = ?").params(retries, id).update();
    }

    /** Mended by hand: the restart goes on after the step. */
    public void markedDone(long id, boolean done) {
        jdbc.sql("update DOM$TASK_LOG set marked_done = ? where id = ?").params(Columns.flag(done), id).update();
    }

    /** Which of the engine's external tasks stands at the step; null: none any more. */
    public void token(long id, String externalTaskId) {
        jdbc.sql("update DOM$TASK_LOG set external_task_id = ? where id = ?").param(externalTaskId).param(id).update();
    }

    /** The token stays at the step with an incident. */
    public void erroredToken(long id, Instant now) {
        jdbc.sql("""
                update DOM$TASK_LOG set status = 'E', phase = 'INCIDENT', end_dttm = coalesce(end_dttm, ?)
                where id = ?""").params(Columns.utc(now), id).update();
    }

    /** The error that happened last in a lane that has one. */
    public TaskRow latestError(LaneKey lane) {
        return jdbc.sql("""
                select * from DOM$TASK_LOG where run_id = ? and database_id = ? and status = 'E'
                order by end_dttm desc, id desc fetch first 1 rows only""")
                .params(lane.runId(), lane.databaseId()).query(TaskLog::row).single();
    }

    /** The errored steps of a lane at which a token stands with an incident, or stood until its instance was deleted. */
    public List<TaskRow> errored(LaneKey lane) {
        return jdbc.sql("""
                select * from DOM$TASK_LOG where run_id = ? and database_id = ? and status = 'E' and phase = 'INCIDENT'""")
                .params(lane.runId(), lane.databaseId()).query(TaskLog::row).list();
    }

    /** The steps of a lane that run now. */
    public List<TaskRow> running(LaneKey lane) {
        return jdbc.sql("select * from DOM$TASK_LOG where run_id = ? and database_id = ? and status = 'R'")
                .params(lane.runId(), lane.databaseId()).query(TaskLog::row).list();
    }

    /** The steps of a lane at which tokens stand, or stood when its process instance was deleted. */
    public List<TaskRow> unfinished(LaneKey lane) {
        return jdbc.sql("""
                select * from DOM$TASK_LOG where run_id = ? and database_id = ? and phase <> 'DONE' order by id""")
                .params(lane.runId(), lane.databaseId()).query(TaskLog::row).list();
    }

    /** The steps of runs that are not over at which a token stands, or ought to. */
    public List<TaskRow> withToken() {
        return jdbc.sql("""
                select t.* from DOM$TASK_LOG t join DOM$RUN_LOG r on r.id = t.run_id
                where r.active_key is not null and t.external_task_id is not null
                and (t.phase <> 'DONE' or t.status = 'R')""").query(TaskLog::row).list();
    }

    /** All steps of a run in the order they began. */
    public List<TaskRow> of(long runId) {
        return jdbc.sql("select * from DOM$TASK_LOG where run_id = ? order by start_dttm, id").param(runId)
                .query(TaskLog::row).list();
    }

    static TaskRow row(ResultSet row, int n) throws SQLException {
        StepKey key = new StepKey(new LaneKey(row.getLong("run_id"), row.getLong("database_id")),
                row.getLong("object_id"), row.getString("procedure_name"), row.getInt("repeat_instance"));
        String owner = row.getString("object_owner");
        return new TaskRow(row.getLong("id"), key, row.getString("database_name"),
                owner == null ? null : owner + "." + row.getString("object_name"), Columns.status(row, "status"),
                row.getString("status_msg"), Columns.integer(row, "error_code"), row.getInt("attempt"),
                StepPhase.valueOf(row.getString("phase")), row.getString("external_task_id"),
                row.getInt("retries"), Columns.yes(row, "marked_done"),
                Columns.instant(row, "start_dttm"), Columns.instant(row, "end_dttm"));
    }
}
