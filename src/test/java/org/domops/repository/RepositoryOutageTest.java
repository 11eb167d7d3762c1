package org.domops.repository;

import org.domops.error.DomCode;
import org.domops.fault.FreePort;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RepositoryOutageTest {

    private static RuntimeException wrapped(Throwable cause) {
        return new IllegalStateException("something of Spring's or the engine's", new RuntimeException(cause));
    }

    @Test
    void a_database_that_does_not_listen_is_an_outage() {
        Throwable refused = catchThrowable(() -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/dom", "dom", "x"));
        assertThat(RepositoryOutage.in(wrapped(refused))).isTrue();
        assertThat(RepositoryOutage.full(wrapped(refused))).isFalse();
        assertThat(RepositoryOutage.told(wrapped(refused)).code()).isEqualTo(DomCode.REPOSITORY_UNAVAILABLE);
        assertThat(RepositoryOutage.told(wrapped(refused))).hasMessageContaining("Connection refused");
    }

    @Test
    void a_database_that_was_shut_down_is_an_outage() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:outage", "dom", "x");
             Connection other = DriverManager.getConnection("jdbc:h2:mem:outage", "dom", "x");
             Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
            SQLException closed = catchThrowableOfType(SQLException.class, () -> other.createStatement().execute("select 1"));
            assertThat(RepositoryOutage.in(wrapped(closed))).isTrue();
        }
    }

    @Test
    void an_error_of_what_was_asked_is_none() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:asked", "dom", "x");
             Statement statement = connection.createStatement()) {
            statement.execute("create table T (id int primary key)");
            statement.execute("insert into T values (1)");
            for (String wrong : new String[] {"insert into T values (1)", "select * from U", "selekt"}) {
                SQLException error = catchThrowableOfType(SQLException.class, () -> statement.execute(wrong));
                assertThat(RepositoryOutage.in(wrapped(error))).as(wrong).isFalse();
            }
        }
        assertThat(RepositoryOutage.in(new IllegalStateException(new IOException("a file of somebody else")))).isFalse();
    }

    @Test
    void an_outage_is_seen_behind_the_rollback_that_fails_with_it() {
        TransactionSystemException failed = new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        assertThat(RepositoryOutage.in(failed)).isFalse();
        failed.initApplicationException(wrapped(new SQLException("An I/O error occurred", "08006")));
        assertThat(RepositoryOutage.in(wrapped(failed))).isTrue();
    }

    @Test
    void a_full_disk_is_an_outage_in_which_the_repository_may_still_be_read() {
        SQLException h2 = new SQLException("General error", "HY000", 50000,
                new IllegalStateException("Writing failed", new IOException("No space left on device")));
        SQLException postgres = new SQLException("could not extend file", "53100");
        assertThat(RepositoryOutage.in(wrapped(h2))).isTrue();
        assertThat(RepositoryOutage.full(wrapped(h2))).isTrue();
        assertThat(RepositoryOutage.told(wrapped(h2))).hasMessageEndingWith("No space left on device");
        assertThat(RepositoryOutage.full(wrapped(postgres))).isTrue();
    }

    @Test
    void a_store_that_h2_has_closed_is_an_outage_and_a_broken_one_is_none() {
        MVStoreException full = new MVStoreException(DataUtils.ERROR_WRITING_FAILED, "Writing failed");
        MVStoreException closed = new MVStoreException(DataUtils.ERROR_CLOSED, "This store is closed");
        assertThat(RepositoryOutage.in(wrapped(new SQLException("General error", "HY000", 50000, closed)))).isTrue();
        assertThat(RepositoryOutage.in(closed)).isTrue();
        assertThat(RepositoryOutage.full(closed)).isFalse();
        closed.initCause(full);
        assertThat(RepositoryOutage.full(wrapped(closed))).isTrue();
        assertThat(RepositoryOutage.in(wrapped(new SQLException("General error", "HY000", 50000,
                new MVStoreException(DataUtils.ERROR_FILE_CORRUPT, "Chunk not found"))))).isFalse();
    }
}
