package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.domops.error.DomCode;
import org.domops.target.ErrorClass;
import org.domops.target.Fence;
import org.domops.target.FencedLane;
import org.domops.target.TargetException;

/** DOM$FENCE for what is done to a lane outside of its steps: the same rule as DOM$STEP.check_fence. */
final class LaneFence {

    private final Connection connection;
    private final String session;

    LaneFence(Connection connection, String session) {
        this.connection = connection;
        this.session = session;
    }

    /** Refuses an order that a later one of the lane, or of one of its branches, has overtaken. The table must exist. */
    void require(FencedLane lane) throws SQLException {
        Fence fence = lane.fence();
        List<String> last = new Questions(connection).rows("""
                SELECT COALESCE(MAX(order_number), 0), MAX(seen_dttm), COUNT(CASE WHEN order_number = ? AND issuer <> ? THEN 1 END)
                FROM   DOM$FENCE WHERE handle = ? AND lane_lock = ?""",
                fence.order(), fence.issuer(), lane.handle(), lane.laneLock()).get(0);
        long reached = Long.parseLong(last.get(0));
        String order = session + ": order " + fence.order() + " of run " + lane.handle();
        if (reached < fence.seen()) {
            throw refused(DomCode.TARGET_RESTORED, session + ": order " + fence.seen() + " of run " + lane.handle()
                    + " was here, as the repository knows, but the schema knows orders up to " + reached + " only: it was"
                    + " restored, or made anew, and lacks what was done since; if it is to go on so, run \"dom accept-database\"");
        }
        if (fence.order() < reached) {
            throw refused(DomCode.SUPERSEDED_ATTEMPT, order + " is superseded: order " + reached + " of the lane was here at "
                    + last.get(1) + " UTC, from a later owner of the lane; or, if there is none, the repository was restored:"
                    + " then run \"dom repository new-identity\"");
        }
        if (fence.order() == reached && !"0".equals(last.get(2))) {
            throw refused(DomCode.REPOSITORY_RESTORED, order + " was here already, at " + last.get(1) + " UTC, from another"
                    + " server: a copy of the repository is at work; on the copy, run \"dom repository new-identity\"");
        }
    }

    /** In the caller's transaction. */
    void record(FencedLane lane) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                REPLACE INTO DOM$FENCE (handle, lock_name, lane_lock, order_number, issuer, seen_dttm)
                VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(6))""")) {
            statement.setString(1, lane.handle());
            statement.setString(2, lane.laneLock());
            statement.setString(3, lane.laneLock());
            statement.setLong(4, lane.fence().order());
            statement.setString(5, lane.fence().issuer());
            statement.executeUpdate();
        }
    }

    private static TargetException refused(DomCode code, String message) {
        return new TargetException(code, ErrorClass.PERMANENT, message, null);
    }
}
