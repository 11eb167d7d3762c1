package org.domops.log;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;

/** DOM$WORKERS. Call its changes outside of transactions. */
@Repository
public class Workers {

    private final JdbcClient jdbc;

    public Workers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The worker is there; its row is made at its first contact. */
    public void contact(WorkerRow worker) {
        if (update(worker) > 0) {
            return;
        }
        try {
            jdbc.sql("insert into DOM$WORKERS (name, kind, site, lanes, running, contact_dttm) values (?, ?, ?, ?, ?, ?)")
                    .param(worker.name()).param(kind(worker)).param(worker.site()).param(worker.lanes())
                    .param(worker.running()).param(Columns.utc(worker.contact())).update();
        } catch (DuplicateKeyException e) {
            // two first contacts at once
            update(worker);
        }
    }

    private int update(WorkerRow worker) {
        return jdbc.sql("update DOM$WORKERS set kind = ?, site = ?, lanes = ?, running = ?, contact_dttm = ? where name = ?")
                .param(kind(worker)).param(worker.site()).param(worker.lanes()).param(worker.running())
                .param(Columns.utc(worker.contact())).param(worker.name()).update();
    }

    private static String kind(WorkerRow worker) {
        return worker.server() ? "S" : "W";
    }

    /** The worker has stopped in good order; when, is known for as long as the others' last contact. */
    public void stopped(String name, Instant now) {
        jdbc.sql("update DOM$WORKERS set lanes = 0, running = 0, contact_dttm = ? where name = ?")
                .params(Columns.utc(now), name).update();
    }

    /** Those that were not seen since then are left out from now on. */
    public void removeBefore(Instant contact) {
        jdbc.sql("delete from DOM$WORKERS where contact_dttm < ?").param(Columns.utc(contact)).update();
    }

    /** By name. */
    public List<WorkerRow> all() {
        return jdbc.sql("select * from DOM$WORKERS order by name").query((row, n) -> new WorkerRow(row.getString("name"),
                "S".equals(row.getString("kind")), row.getString("site"), row.getInt("lanes"), row.getInt("running"),
                Columns.instant(row, "contact_dttm"))).list();
    }
}
