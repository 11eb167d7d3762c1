package org.domops.log;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** DOM$RUN_OBJECTS. Every method takes part in the caller's transaction, which holds the lane's row. */
@Repository
public class RunObjects {

    private final JdbcClient jdbc;

    public RunObjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(LaneKey lane, long objectId, String owner, String name, int runOrder) {
        jdbc.sql("""
                insert into DOM$RUN_OBJECTS (run_id, database_id, object_id, object_owner, object_name, run_order, status)
                values (?, ?, ?, ?, ?, ?, 'P')""")
                .params(lane.runId(), lane.databaseId(), objectId, owner, name, runOrder).update();
    }

    /** The object that the lane works on now. */
    public Optional<ObjectRow> current(LaneKey lane) {
        return first(lane, Status.R);
    }

    /** The object that comes next in run order. */
    public Optional<ObjectRow> next(LaneKey lane) {
        return first(lane, Status.P);
    }

    /** All objects of a lane in run order. */
    public List<ObjectRow> of(LaneKey lane) {
        return jdbc.sql("""
                select * from DOM$RUN_OBJECTS where run_id = ? and database_id = ? order by run_order, object_id""")
                .params(lane.runId(), lane.databaseId()).query(RunObjects::row).list();
    }

    /** @param procedure at which a new process instance goes on; null: at ITERATOR */
    public void resumeAt(ObjectRow object, String procedure) {
        update(object, "resume_at = ?", procedure);
    }

    private Optional<ObjectRow> first(LaneKey lane, Status status) {
        return jdbc.sql("""
                select * from DOM$RUN_OBJECTS where run_id = ? and database_id = ? and status = ?
                order by run_order, object_id fetch first 1 rows only""")
                .params(lane.runId(), lane.databaseId(), status.name()).query(RunObjects::row).optional();
    }

    public void status(ObjectRow object, Status status, String message) {
        update(object, "status = ?, status_msg = ?", status.name(), Columns.text(message));
    }

    public void iteration(ObjectRow object, int iteration) {
        update(object, "iteration = ?", iteration);
    }

    public void initialStarted(ObjectRow object) {
        update(object, "initial_started = ?", Columns.flag(true));
    }

    public void initialDue(ObjectRow object, boolean due) {
        update(object, "initial_due = ?", Columns.flag(due));
    }

    private void update(ObjectRow object, String assignments, Object... values) {
        JdbcClient.StatementSpec sql = jdbc.sql("update DOM$RUN_OBJECTS set " + assignments
                + " where run_id = ? and database_id = ? and object_id = ?");
        for (Object value : values) {
            sql = sql.param(value);
        }
        sql.param(object.lane().runId()).param(object.lane().databaseId()).param(object.objectId()).update();
    }

    private static ObjectRow row(ResultSet row, int n) throws SQLException {
        return new ObjectRow(new LaneKey(row.getLong("run_id"), row.getLong("database_id")), row.getLong("object_id"),
                row.getString("object_owner"), row.getString("object_name"), Columns.status(row, "status"),
                row.getInt("iteration"), Columns.yes(row, "initial_started"), Columns.yes(row, "initial_due"),
                row.getString("resume_at"));
    }
}
