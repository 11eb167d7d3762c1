package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.domops.error.DomCode;
import org.domops.target.ErrorClass;
import org.domops.target.TargetException;
import org.domops.target.TargetStamp;

/** DOM$TARGET: what the schema was when DOM first met it, and whom it serves. */
final class TargetIdentity {

    private final Connection connection;

    TargetIdentity(Connection connection) {
        this.connection = connection;
    }

    /**
     * Refuses a schema that is another one than the repository knows. Changes nothing; there need be no tables.
     *
     * @param tables whether DOM$TARGET is there
     */
    void require(String session, String repositoryUuid, TargetStamp stamp, boolean tables) throws SQLException {
        Questions ask = new Questions(connection);
        List<List<String>> rows = !tables ? List.of()
                : ask.rows("SELECT server_uid, repository_uuid, @@server_uid FROM DOM$TARGET");
        if (rows.isEmpty()) {
            if (!stamp.fits(null)) {
                throw new StampMismatch(stamp).ofUnknownSchema(session);
            }
            return;
        }
        List<String> row = rows.get(0);
        if (!row.get(0).equals(row.get(2))) {
            throw refused(session + ": the schema was registered on server " + row.get(0) + ", but this server is "
                    + row.get(2) + ": a clone, a restore or a wrong address");
        }
        if (!row.get(1).equals(repositoryUuid)) {
            throw refused(session + ": the schema serves the DOM repository " + row.get(1) + ", not " + repositoryUuid);
        }
        if (new InstalledCode(connection).hasColumn("DOM$TARGET", "stamp")) {
            List<String> left = ask.rows("""
                    SELECT t.stamp, t.stamp_number, t.known_as, t.stamped_dttm,
                           (SELECT COUNT(*) FROM DOM$STAMPS s WHERE s.stamp = ?) FROM DOM$TARGET t""", stamp.next()).get(0);
            boolean overtaken = !"0".equals(left.get(4));
            if (!stamp.fits(left.get(0)) && !overtaken) {
                throw new StampMismatch(stamp).of(session, left);
            }
        }
    }

    /** Registers a schema that nobody has registered. The tables must exist, and {@link #require} have passed. */
    void registerIfNew(String repositoryUuid) throws SQLException {
        if (new Questions(connection).list("SELECT 1 FROM DOM$TARGET").isEmpty()) {
            register(repositoryUuid);
        }
    }

    /** Leaves the stamp; one that a later installation has overtaken changes nothing. In the caller's transaction. */
    void stamp(TargetStamp stamp) throws SQLException {
        String left = new Questions(connection).list("SELECT stamp FROM DOM$TARGET").get(0);
        if (stamp.fits(left)) {
            leave(stamp);
        }
    }

    /** Whatever there was. In the caller's transaction. */
    void leave(TargetStamp stamp) throws SQLException {
        update("UPDATE DOM$TARGET SET stamp = ?, stamp_number = ?, known_as = ?, stamped_dttm = UTC_TIMESTAMP(6)",
                stamp.next(), stamp.nextNumber(), stamp.knownAs());
        update("REPLACE INTO DOM$STAMPS (stamp, stamped_dttm) VALUES (?, UTC_TIMESTAMP(6))", stamp.next());
        // none is at work for longer
        update("DELETE FROM DOM$STAMPS WHERE stamped_dttm < UTC_TIMESTAMP(6) - INTERVAL 2 DAY AND stamp <> ?", stamp.next());
    }

    /** Whatever was registered before. */
    void register(String repositoryUuid) throws SQLException {
        update("""
                REPLACE INTO DOM$TARGET (id, server_uid, repository_uuid, registered_dttm)
                VALUES (1, @@server_uid, ?, UTC_TIMESTAMP(6))""", repositoryUuid);
    }

    private static TargetException refused(String message) {
        return new TargetException(DomCode.IDENTITY_CHANGED, ErrorClass.PERMANENT,
                message + "; if it is the right database, run \"dom accept-database\"", null);
    }

    private void update(String sql, Object... binds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            statement.executeUpdate();
        }
    }
}
