package org.domops.log;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** DOM$RUN_ACTIONS: what people did to runs. Every method takes part in the caller's transaction. */
@Repository
public class RunActions {

    private final JdbcClient jdbc;

    public RunActions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(ActionRow action) {
        jdbc.sql("""
                insert into DOM$RUN_ACTIONS (run_id, database_name, step, action, username, reason, action_dttm)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .param(action.runId()).param(action.database()).param(action.step()).param(action.action())
                .param(action.username()).param(Columns.text(action.reason())).param(Columns.utc(action.time())).update();
    }

    /** In the order in which they were done. */
    public List<ActionRow> of(long runId) {
        return jdbc.sql("select * from DOM$RUN_ACTIONS where run_id = ? order by id").param(runId)
                .query(RunActions::row).list();
    }

    private static ActionRow row(ResultSet row, int n) throws SQLException {
        return new ActionRow(row.getLong("run_id"), row.getString("database_name"), row.getString("step"),
                row.getString("action"), row.getString("username"), row.getString("reason"),
                Columns.instant(row, "action_dttm"));
    }
}
