package org.domops.repository.h2;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import org.domops.repository.RepositoryOutage;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

import java.sql.SQLException;

/** A pool of connections to H2 goes on when H2 has closed its database: it keeps none that has met that. */
@Component
public class H2Pool implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getJdbcUrl().startsWith("jdbc:h2:")) {
            prepare(pool);
        }
        return bean;
    }

    /** @param pool from which no connection was taken yet */
    static void prepare(HikariDataSource pool) {
        pool.setDataSource(new ReopeningH2(pool.getJdbcUrl(), () -> evict(pool)));
        pool.setExceptionOverride(new SQLExceptionOverride() {
            @java.lang.Override
            public Override adjudicate(SQLException error) {
                return RepositoryOutage.in(error) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
            }
        });
    }

    private static void evict(HikariDataSource pool) {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        if (connections != null) {
            connections.softEvictConnections();
        }
    }
}
