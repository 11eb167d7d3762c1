package org.domops.log;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** DOM$RUN_LANES. Every method takes part in the caller's transaction. */
@Repository
public class RunLanes {

    private final JdbcClient jdbc;

    public RunLanes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(LaneKey key, String database, int wave) {
        jdbc.sql("insert into DOM$RUN_LANES (run_id, database_id, database_name, wave, status) values (?, ?, ?, ?, 'P')")
                .params(key.runId(), key.databaseId(), database, wave).update();
    }

    /** The lane's row, locked until the transaction ends. Lock it before the run's row, never after. */
    public LaneRow lock(LaneKey key) {
        return jdbc.sql("select * from DOM$RUN_LANES where run_id = ? and database_id = ? for update")
                .params(key.runId(), key.databaseId()).query(RunLanes::row).single();
    }

    /** All lanes of a run by database, locked until the transaction ends; by database, so that two can't block each other. */
    public List<LaneRow> lockAll(long runId) {
        return jdbc.sql("select * from DOM$RUN_LANES where run_id = ? order by database_id for update")
                .param(runId).query(RunLanes::row).list();
    }

    /** All lanes of a run by wave and name. */
    public List<LaneRow> of(long runId) {
        return jdbc.sql("select * from DOM$RUN_LANES where run_id = ? order by wave, database_name")
                .param(runId).query(RunLanes::row).list();
    }

    /** How many lanes of a run have which status; statuses without a lane are absent. */
    public Map<Status, Integer> count(long runId) {
        return count("select status, count(*) as lanes from DOM$RUN_LANES where run_id = ? group by status", runId);
    }

    /** The same for the lanes of the waves up to the given one. */
    public Map<Status, Integer> countReleased(long runId, int lastWave) {
        return count("select status, count(*) as lanes from DOM$RUN_LANES where run_id = ? and wave <= ? group by status",
                runId, lastWave);
    }

    private Map<Status, Integer> count(String sql, Object... params) {
        Map<Status, Integer> lanes = new EnumMap<>(Status.class);
        jdbc.sql(sql).params(params).query(row -> {
            lanes.put(Columns.status(row, "status"), row.getInt("lanes"));
        });
        return lanes;
    }

    /** The number of the last planned wave. */
    public int lastWave(long runId) {
        return jdbc.sql("select max(wave) from DOM$RUN_LANES where run_id = ?").param(runId).query(Integer.class).single();
    }

    public void released(LaneKey key, String processInstanceId) {
        jdbc.sql("update DOM$RUN_LANES set process_instance_id = ? where run_id = ? and database_id = ?")
                .params(processInstanceId, key.runId(), key.databaseId()).update();
    }

    public void started(LaneKey key, Instant now) {
        jdbc.sql("update DOM$RUN_LANES set status = 'R', start_dttm = ? where run_id = ? and database_id = ?")
                .params(Columns.utc(now), key.runId(), key.databaseId()).update();
    }

    public void restarted(LaneKey key, Instant now) {
        jdbc.sql("""
                update DOM$RUN_LANES set status = 'R', status_msg = null, restart_dttm = ?, end_dttm = null
                where run_id = ? and database_id = ?""")
                .params(Columns.utc(now), key.runId(), key.databaseId()).update();
    }

    public void ended(LaneKey key, Status status, String message, Instant now) {
        jdbc.sql("""
                update DOM$RUN_LANES set status = ?, status_msg = ?, end_dttm = ?, waiting_for = null
                where run_id = ? and database_id = ?""")
                .params(status.name(), Columns.text(message), Columns.utc(now), key.runId(), key.databaseId()).update();
    }

    /** @param what null: the lane waits for nothing any more */
    public void waitingFor(LaneKey key, String what) {
        jdbc.sql("update DOM$RUN_LANES set waiting_for = ? where run_id = ? and database_id = ?")
                .param(Columns.text(what)).param(key.runId()).param(key.databaseId()).update();
    }

    static LaneRow row(ResultSet row, int n) throws SQLException {
        return new LaneRow(new LaneKey(row.getLong("run_id"), row.getLong("database_id")), row.getString("database_name"),
                row.getInt("wave"), Columns.status(row, "status"), row.getString("status_msg"),
                Columns.instant(row, "start_dttm"), Columns.instant(row, "restart_dttm"),
                Columns.instant(row, "end_dttm"), row.getString("process_instance_id"), row.getString("waiting_for"));
    }
}
