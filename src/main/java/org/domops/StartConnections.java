package org.domops;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * What a server does to start has connections of its own, without the time-outs that end a paused server's transactions:
 * on a slow machine a migration, or the parsing of a diagram, takes longer than these within a transaction, and other
 * servers that are at work may have what it waits for. They are for the starting thread only, and end with the start;
 * the worker and all requests have the usual ones from the beginning.
 */
@Component
@Profile("postgresql")
class StartConnections implements BeanPostProcessor, DisposableBean {

    private static final String PATIENCE_SECONDS = "600";
    private static final int MOST = 4;

    private final Thread starter = Thread.currentThread();
    private volatile HikariDataSource starting;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof HikariDataSource usual)) {
            return bean;
        }
        starting = new HikariDataSource();
        patient(usual, starting);
        return new ByThread(usual);
    }

    private static void patient(HikariConfig usual, HikariConfig patient) {
        patient.setPoolName("start");
        patient.setMaximumPoolSize(MOST);
        patient.setMinimumIdle(0);
        patient.setJdbcUrl(usual.getJdbcUrl());
        patient.setUsername(usual.getUsername());
        patient.setPassword(usual.getPassword());
        patient.setConnectionTimeout(60_000);
        Properties driver = new Properties();
        driver.putAll(usual.getDataSourceProperties());
        driver.setProperty("socketTimeout", PATIENCE_SECONDS);
        driver.setProperty("ApplicationName", "dom, starting");
        patient.setDataSourceProperties(driver);
        patient.setConnectionInitSql("set lock_timeout = '" + PATIENCE_SECONDS + "s'; set statement_timeout = 0; "
                + "set idle_in_transaction_session_timeout = '" + PATIENCE_SECONDS + "s'");
    }

    /** The start is over. */
    void end() {
        HikariDataSource over = starting;
        starting = null;
        if (over != null) {
            over.close();
        }
    }

    /** Also of a start that failed. */
    @Override
    public void destroy() {
        end();
    }

    private final class ByThread extends DelegatingDataSource {

        ByThread(HikariDataSource usual) {
            super(usual);
        }

        @Override
        public Connection getConnection() throws SQLException {
            HikariDataSource patient = Thread.currentThread() == starter ? starting : null;
            return patient == null ? super.getConnection() : patient.getConnection();
        }
    }
}
