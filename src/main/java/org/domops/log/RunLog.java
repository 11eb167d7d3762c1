package org.domops.log;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** DOM$RUN_LOG. Every method takes part in the caller's transaction. */
@Repository
public class RunLog {

    private final JdbcClient jdbc;

    public RunLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param run its id is ignored
     * @return the new run's id
     * @throws org.springframework.dao.DuplicateKeyException when a run of the same operation, environment and instance
     *         is not over yet: its {@code active_key} is unique
     */
    public long insert(RunRow run, String activeKey) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                insert into DOM$RUN_LOG (operation_id, operation_name, operation_instance, environment_id,
                       environment_name, run_mode, status, username, start_dttm, process_definition_id,
                       process_instance_id, active_key, parallel, stop_threshold)
                values (:operationId, :operation, :instance, :environmentId, :environment, :mode, :status, :username,
                       :start, :definition, :processInstance, :activeKey, :parallel, :stopThreshold)""")
                .param("operationId", run.operationId()).param("operation", run.operation())
                .param("instance", run.instance()).param("environmentId", run.environmentId())
                .param("environment", run.environment()).param("mode", run.mode())
                .param("status", run.status().name()).param("username", run.username())
                .param("start", Columns.utc(run.start())).param("definition", run.processDefinitionId())
                .param("processInstance", run.processInstanceId()).param("activeKey", activeKey)
                .param("parallel", run.parallel()).param("stopThreshold", run.stopThreshold())
                .update(key, "id");
        return key.getKeyAs(Long.class);
    }

    /** The run that isn't over, if any; not locked. */
    public Optional<RunRow> active(String activeKey) {
        return jdbc.sql("select * from DOM$RUN_LOG where active_key = ?").param(activeKey).query(RunLog::row).optional();
    }

    public Optional<RunRow> find(long id) {
        return jdbc.sql("select * from DOM$RUN_LOG where id = ?").param(id).query(RunLog::row).optional();
    }

    /**
     * The run's row, locked until the transaction ends. Lock the lane's row before it, never after.
     *
     * <p>By an update, as PostgreSQL's {@code for update} is also kept waiting by every transaction that has inserted a step
     * of the run, whose foreign key shares the row: two lanes that end a step would wait for each other.
     */
    public RunRow lock(long id) {
        jdbc.sql("update DOM$RUN_LOG set released_wave = released_wave where id = ?").param(id).update();
        return find(id).orElseThrow();
    }

    /** Ids of the runs that are not over. */
    public List<Long> open() {
        return jdbc.sql("select id from DOM$RUN_LOG where active_key is not null order by id").query(Long.class).list();
    }

    public void status(long id, Status status, String message) {
        jdbc.sql("update DOM$RUN_LOG set status = ?, status_msg = ? where id = ?")
                .params(status.name(), Columns.text(message), id).update();
    }

    /** A restart: {@code restart_dttm} is set. */
    public void restarted(long id, Instant now) {
        jdbc.sql("update DOM$RUN_LOG set restart_dttm = ?, end_dttm = null where id = ?")
                .params(Columns.utc(now), id).update();
    }

    public void released(long id, int wave) {
        jdbc.sql("update DOM$RUN_LOG set released_wave = ? where id = ?").params(wave, id).update();
    }

    /** Whether no step of the run begins until it is resumed. */
    public void halted(long id, boolean halted) {
        jdbc.sql("update DOM$RUN_LOG set halted = ? where id = ?").params(Columns.flag(halted), id).update();
    }

    /** Another dom-run instance carries the run, as the former one was deleted. */
    public void carriedBy(long id, String processInstanceId) {
        jdbc.sql("update DOM$RUN_LOG set process_instance_id = ? where id = ?").params(processInstanceId, id).update();
    }

    /** None of its lanes runs: when that was. Running again clears it. */
    public void ended(long id, Instant now) {
        jdbc.sql("update DOM$RUN_LOG set end_dttm = ? where id = ?").param(Columns.utc(now)).param(id).update();
    }

    /** The run is over for good: the next start of its operation is a new run. */
    public void over(long id, Status status, String message, Instant now) {
        jdbc.sql("""
                update DOM$RUN_LOG set status = ?, status_msg = ?, end_dttm = ?, active_key = null where id = ?""")
                .params(status.name(), Columns.text(message), Columns.utc(now), id).update();
    }

    static RunRow row(ResultSet row, int n) throws SQLException {
        return new RunRow(row.getLong("id"), row.getLong("operation_id"), row.getString("operation_name"),
                row.getInt("operation_instance"), row.getLong("environment_id"), row.getString("environment_name"),
                row.getString("run_mode").trim(), Columns.status(row, "status"), row.getString("status_msg"),
                row.getString("username"), Columns.instant(row, "start_dttm"), Columns.instant(row, "restart_dttm"),
                Columns.instant(row, "end_dttm"), row.getString("process_definition_id"),
                row.getString("process_instance_id"), row.getInt("released_wave"), row.getString("active_key") != null,
                Columns.integer(row, "parallel"), row.getString("stop_threshold"),
                Columns.yes(row, "halted"));
    }
}
