package org.domops.log;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The numbers of a lane's orders in DOM$RUN_LANES, by which its target tells late ones. Every method takes part in the
 * caller's transaction.
 */
@Repository
public class OrderNumbers {

    private final JdbcClient jdbc;

    public OrderNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param last of the lane's last order; 0: it had none
     * @param seen of the highest order that is known to have reached the target; 0: none
     */
    public record Numbers(long last, long seen) {
    }

    /** Numbers an order of the lane: higher than all before. The lane's row must be locked. */
    public Numbers next(LaneKey key) {
        jdbc.sql("update DOM$RUN_LANES set order_number = order_number + 1 where run_id = ? and database_id = ?")
                .params(key.runId(), key.databaseId()).update();
        return of(key);
    }

    public Numbers of(LaneKey key) {
        return jdbc.sql("select order_number, order_seen from DOM$RUN_LANES where run_id = ? and database_id = ?")
                .params(key.runId(), key.databaseId()).query((row, n) -> new Numbers(row.getLong(1), row.getLong(2))).single();
    }

    /** The order has reached the target. */
    public void seen(LaneKey key, long order) {
        jdbc.sql("update DOM$RUN_LANES set order_seen = ? where run_id = ? and database_id = ? and order_seen < ?")
                .params(order, key.runId(), key.databaseId(), order).update();
    }

    /** The target of that name in the environment was accepted as it is, whatever it knows of orders. */
    public void forgetSeen(String environment, String database) {
        jdbc.sql("""
                update DOM$RUN_LANES set order_seen = 0 where database_name = ? and order_seen > 0
                and run_id in (select id from DOM$RUN_LOG where environment_name = ? and active_key is not null)""")
                .params(database, environment).update();
    }

    /** All targets are to be accepted anew. */
    public void forgetSeen() {
        jdbc.sql("update DOM$RUN_LANES set order_seen = 0 where order_seen > 0").update();
    }
}
