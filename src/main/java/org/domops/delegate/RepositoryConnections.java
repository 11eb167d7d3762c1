package org.domops.delegate;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.stereotype.Component;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import javax.sql.DataSource;

/**
 * Shares the repository's connections: when a fleet's lanes all end a step at once, leases, REST requests and the run check
 * don't wait behind them, and a busy pool is not taken for a repository that is away.
 */
@Component
class RepositoryConnections {

    private static final int FOR_LOGS = 3;
    /** For the heartbeat, the fetcher and all else. */
    private static final int FOR_OTHERS = 3;

    private final DataSource repository;
    private final Semaphore lanes;
    private final Semaphore logs = new Semaphore(FOR_LOGS, true);

    RepositoryConnections(DataSource repository, @Value("${spring.datasource.hikari.maximum-pool-size}") int pool) {
        this.repository = repository;
        lanes = new Semaphore(Math.max(1, pool - FOR_LOGS - FOR_OTHERS), true);
    }

    /** Does a transaction of a lane when it is its turn. Not to be called within another one. */
    <T> T forLane(Supplier<T> transaction) {
        return inTurn(lanes, transaction);
    }

    /** Does a transaction that writes statements of a running step, when it is its turn. */
    void forLog(Runnable transaction) {
        inTurn(logs, () -> {
            transaction.run();
            return null;
        });
    }

    /**
     * Nobody gets a connection any more: when a server stops while the repository is away, all that still ends would wait for
     * one, each for the pool's whole time-out.
     */
    void close() {
        HikariDataSource pool = DataSourceUnwrapper.unwrap(repository, HikariDataSource.class);
        if (pool != null) {
            pool.close();
        }
    }

    private static <T> T inTurn(Semaphore turns, Supplier<T> transaction) {
        turns.acquireUninterruptibly();
        try {
            return transaction.get();
        } finally {
            turns.release();
        }
    }
}
