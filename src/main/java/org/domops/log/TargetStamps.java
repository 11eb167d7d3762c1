package org.domops.log;

import org.domops.target.TargetStamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * DOM$TARGET_STAMPS: what each target was left last. A stamp is written down here before it is sent and confirmed after,
 * so that a crash between the two leaves one of two that fit. Every method takes part in the caller's transaction.
 */
@Repository
public class TargetStamps {

    private record Row(String stamp, long number, String pending) {

        Set<String> known() {
            Set<String> known = new LinkedHashSet<>();
            if (stamp != null) {
                known.add(stamp);
            }
            return known;
        }
    }

    private final JdbcClient jdbc;

    public TargetStamps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For an installation. One that is on its way already, for another lane or since a crash, is sent again. */
    public TargetStamp issue(String environment, String database) {
        Row row = lock(environment, database);
        String next = row.pending();
        if (next == null) {
            next = UUID.randomUUID().toString();
            pending(environment, database, next);
        }
        return new TargetStamp(name(environment, database), row.known(), row.number(), next);
    }

    /** For an acceptance: a new one, whatever is on its way. */
    public TargetStamp renew(String environment, String database) {
        Row row = lock(environment, database);
        Set<String> known = row.known();
        if (row.pending() != null) {
            known.add(row.pending());
        }
        String next = UUID.randomUUID().toString();
        pending(environment, database, next);
        return new TargetStamp(name(environment, database), known, row.number(), next);
    }

    /** What an installation would expect of the target; nothing is written down. */
    public TargetStamp expected(String environment, String database) {
        Row row = find(environment, database, "").orElse(new Row(null, 0, null));
        return new TargetStamp(name(environment, database), row.known(), row.number(), row.pending() == null ? "" : row.pending());
    }

    /** The target has the stamp. One that a later installation has confirmed already changes nothing. */
    public void confirm(String environment, String database, String stamp, Instant now) {
        jdbc.sql("""
                update DOM$TARGET_STAMPS set stamp = pending_stamp, pending_stamp = null, stamp_number = stamp_number + 1,
                       stamped_dttm = ? where environment_name = ? and database_name = ? and pending_stamp = ?""")
                .params(Columns.utc(now), environment, database, stamp).update();
    }

    /** All targets are to be accepted anew. */
    public void forgetAll() {
        jdbc.sql("delete from DOM$TARGET_STAMPS").update();
    }

    private static String name(String environment, String database) {
        return database + " in " + environment;
    }

    private Row lock(String environment, String database) {
        return find(environment, database, " for update").orElseGet(() -> {
            jdbc.sql("insert into DOM$TARGET_STAMPS (environment_name, database_name) values (?, ?)")
                    .params(environment, database).update();
            return new Row(null, 0, null);
        });
    }

    private Optional<Row> find(String environment, String database, String forUpdate) {
        return jdbc.sql("select stamp, stamp_number, pending_stamp from DOM$TARGET_STAMPS"
                + " where environment_name = ? and database_name = ?" + forUpdate).params(environment, database)
                .query((row, n) -> new Row(row.getString(1), row.getLong(2), row.getString(3))).optional();
    }

    private void pending(String environment, String database, String stamp) {
        jdbc.sql("update DOM$TARGET_STAMPS set pending_stamp = ? where environment_name = ? and database_name = ?")
                .params(stamp, environment, database).update();
    }
}
