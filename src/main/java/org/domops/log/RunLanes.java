package org.domops.log;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** DOM$RUN_LANES. Every method takes part in the caller's transaction. */
@Repository
public class RunLanes {

    /** Index 2 finds these by database, the primary key by run. */
    private static final String ACTIVE = "(status in ('R', 'H', 'K') or status = 'P' and released = 'Y')";

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

    /** The lane's row, not locked. */
    public Optional<LaneRow> find(LaneKey key) {
        return jdbc.sql("select * from DOM$RUN_LANES where run_id = ? and database_id = ?")
                .params(key.runId(), key.databaseId()).query(RunLanes::row).optional();
    }

    /** The lane's row, locked; empty: there is no such lane. */
    public Optional<LaneRow> lockIfThere(LaneKey key) {
        return jdbc.sql("select * from DOM$RUN_LANES where run_id = ? and database_id = ? for update")
                .params(key.runId(), key.databaseId()).query(RunLanes::row).optional();
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

    /** How many planned lanes of a run, of the waves up to the given one, wait for their turn. */
    public int countWaiting(long runId, int lastWave) {
        return jdbc.sql("""
                select count(*) from DOM$RUN_LANES where run_id = ? and wave <= ? and status = 'P' and released = 'N'""")
                .params(runId, lastWave).query(Integer.class).single();
    }

    /** The first wave that has a lane which waits for its turn; empty: none has. */
    public Optional<Integer> firstWaitingWave(long runId) {
        return jdbc.sql("select min(wave) from DOM$RUN_LANES where run_id = ? and status = 'P' and released = 'N' having count(*) > 0")
                .param(runId).query(Integer.class).optional();
    }

    /** How many of a run's lanes have their turn and are not at an end. */
    public int countActive(long runId) {
        return jdbc.sql("select count(*) from DOM$RUN_LANES where run_id = ? and " + ACTIVE).param(runId)
                .query(Integer.class).single();
    }

    /** How many lanes, of any run, have their turn on a database and are not at an end. */
    public int countActiveOn(long databaseId) {
        return jdbc.sql("select count(*) from DOM$RUN_LANES where database_id = ? and " + ACTIVE).param(databaseId)
                .query(Integer.class).single();
    }

    /** The lanes that wait for their turn, by wave and name, locked until the transaction ends. */
    public List<LaneRow> lockWaiting(long runId, int lastWave) {
        return jdbc.sql("""
                select * from DOM$RUN_LANES where run_id = ? and wave <= ? and status = 'P' and released = 'N'
                order by wave, database_name for update""")
                .params(runId, lastWave).query(RunLanes::row).list();
    }

    /** The latest runs whose lane on the database is over. */
    public Set<Long> overRuns(long databaseId) {
        return jdbc.sql("select run_id from DOM$RUN_LANES where database_id = ? and status in ('C', 'F', 'X', 'S') "
                + "order by run_id desc fetch first 100 rows only").param(databaseId).query(Long.class).set();
    }

    /** The lanes that are being cancelled, of all runs. */
    public List<LaneKey> cancelling() {
        return jdbc.sql("select run_id, database_id from DOM$RUN_LANES where status = 'K'")
                .query((row, n) -> new LaneKey(row.getLong(1), row.getLong(2))).list();
    }

    /** The sites that lanes which have their turn are bound to. */
    public List<String> activeSites() {
        return jdbc.sql("""
                select distinct site from DOM$RUN_LANES where site is not null
                and (status in ('R', 'K') or status = 'P' and released = 'Y') order by site""").query(String.class).list();
    }

    /** Lanes that have their turn, and nothing else to wait for, wait for a worker of their site. */
    public void workerOfSiteMissing(String site, String what) {
        jdbc.sql("""
                update DOM$RUN_LANES set waiting_for = ? where site = ? and waiting_for is null
                and (status in ('R', 'K') or status = 'P' and released = 'Y')""").params(what, site).update();
    }

    /** They don't any more. */
    public void workerOfSiteThere(String site) {
        jdbc.sql("""
                update DOM$RUN_LANES set waiting_for = null where site = ? and waiting_for like 'a worker: none of site %'
                and status in ('P', 'R', 'K')""").params(site).update();
    }

    /** The lanes of open runs that ought to have a process instance. */
    public List<LaneRow> withInstance() {
        return jdbc.sql("""
                select * from DOM$RUN_LANES where status in ('P', 'R', 'E', 'H', 'K') and process_instance_id is not null
                order by run_id, database_id""").query(RunLanes::row).list();
    }

    /** @throws DomException INVALID_REQUEST when the run has no lane on a database of that name */
    public LaneKey byName(long runId, String database) {
        return jdbc.sql("select database_id from DOM$RUN_LANES where run_id = ? and upper(database_name) = upper(?)")
                .params(runId, database).query(Long.class).optional().map(id -> new LaneKey(runId, id))
                .orElseThrow(() -> new DomException(DomCode.INVALID_REQUEST, "Run " + runId + " has no lane on a database "
                        + database + "; expected one of its databases, as the run's status shows them."));
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

    /** The lane has its turn. @param processInstanceId its dom-lane instance @param site null: none */
    public void released(LaneKey key, String processInstanceId, String site) {
        jdbc.sql("""
                update DOM$RUN_LANES set process_instance_id = ?, released = 'Y', waiting_for = null, site = ?
                where run_id = ? and database_id = ?""")
                .param(processInstanceId).param(site).param(key.runId()).param(key.databaseId()).update();
    }

    /** The first attempt since the lane's release begins. */
    public void started(LaneKey key, Instant now) {
        jdbc.sql("""
                update DOM$RUN_LANES set status = 'R', start_dttm = coalesce(start_dttm, ?)
                where run_id = ? and database_id = ?""")
                .params(Columns.utc(now), key.runId(), key.databaseId()).update();
    }

    /** An errored lane is to go on. @param released false: it waits for its turn */
    public void restarted(LaneKey key, boolean released, Instant now) {
        jdbc.sql("""
                update DOM$RUN_LANES set status = 'P', status_msg = null, restart_dttm = ?, end_dttm = null, released = ?
                where run_id = ? and database_id = ?""")
                .params(Columns.utc(now), Columns.flag(released), key.runId(), key.databaseId()).update();
    }

    /** A change that is no start and no end. @param message null: none */
    public void status(LaneKey key, Status status, String message) {
        jdbc.sql("update DOM$RUN_LANES set status = ?, status_msg = ? where run_id = ? and database_id = ?")
                .param(status.name()).param(Columns.text(message)).param(key.runId()).param(key.databaseId()).update();
    }

    /** Whether no step of the lane begins until it is resumed. */
    public void halted(LaneKey key, boolean halted) {
        jdbc.sql("update DOM$RUN_LANES set halted = ? where run_id = ? and database_id = ?")
                .params(Columns.flag(halted), key.runId(), key.databaseId()).update();
    }

    /** Somebody has deleted the lane's instance, or the lane has no further use for it. */
    public void withoutInstance(LaneKey key) {
        jdbc.sql("update DOM$RUN_LANES set process_instance_id = null where run_id = ? and database_id = ?")
                .params(key.runId(), key.databaseId()).update();
    }

    public void cancelForced(LaneKey key) {
        jdbc.sql("update DOM$RUN_LANES set cancel_forced = 'Y' where run_id = ? and database_id = ?")
                .params(key.runId(), key.databaseId()).update();
    }

    public void ended(LaneKey key, Status status, String message, Instant now) {
        jdbc.sql("""
                update DOM$RUN_LANES set status = ?, status_msg = ?, end_dttm = ?, waiting_for = null, halted = 'N'
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
                Columns.instant(row, "end_dttm"), row.getString("process_instance_id"), row.getString("waiting_for"),
                Columns.yes(row, "released"), Columns.yes(row, "halted"), Columns.yes(row, "cancel_forced"),
                row.getString("site"));
    }
}
