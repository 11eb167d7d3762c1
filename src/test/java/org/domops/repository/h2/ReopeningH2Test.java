package org.domops.repository.h2;

import com.zaxxer.hikari.HikariDataSource;
import org.domops.repository.RepositoryOutage;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The store is told what its writer tells it when the file can't be written. */
class ReopeningH2Test {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;
    private HikariDataSource pool;

    @BeforeEach
    void open() throws SQLException {
        pool = new HikariDataSource();
        pool.setJdbcUrl(url());
        pool.setUsername("dom");
        pool.setPassword("secret");
        pool.setMaximumPoolSize(5);
        pool.setConnectionTimeout(5000);
        H2Pool.prepare(pool);
        update(pool.getConnection(), "create table T (id int primary key)");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("dom") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (connection; Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            connection.commit();
        }
    }

    private void closeDatabase() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            MVStore store = session.getDatabase().getStore().getMvStore();
            assertThatThrownBy(() -> store.panic(new MVStoreException(DataUtils.ERROR_WRITING_FAILED, "no room")))
                    .hasMessageContaining("no room");
        }
    }

    private Set<Integer> rows() throws SQLException {
        Set<Integer> rows = new TreeSet<>();
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement();
             ResultSet found = statement.executeQuery("select id from T")) {
            while (found.next()) {
                rows.add(found.getInt(1));
            }
        }
        return rows;
    }

    @Test
    void a_database_that_has_closed_itself_is_opened_again_with_what_was_committed() throws SQLException {
        update(pool.getConnection(), "insert into T values (1)");
        try (Connection unfinished = pool.getConnection(); Statement statement = unfinished.createStatement()) {
            unfinished.setAutoCommit(false);
            statement.execute("insert into T values (2)");
            closeDatabase();
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(rows()).containsExactly(1));
            assertThatThrownBy(unfinished::commit).satisfies(error -> assertThat(RepositoryOutage.in(error)).isTrue());
        }
        assertThat(rows()).containsExactly(1);
    }

    @Test
    void a_session_of_the_closed_database_that_is_not_of_the_pool_does_not_disturb_the_new_one() throws SQLException {
        try (Connection other = DriverManager.getConnection(url(), "dom", "secret"); Statement statement = other.createStatement()) {
            closeDatabase();
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(rows()).isEmpty());
            assertThatThrownBy(() -> statement.execute("select * from T"));
            update(DriverManager.getConnection(url(), "dom", "secret"), "insert into T values (1)");
        }
        assertThat(rows()).containsExactly(1);
    }

    @Test
    void what_many_threads_have_committed_is_there_however_often_the_database_closes_itself() throws Exception {
        AtomicInteger numbers = new AtomicInteger();
        Set<Integer> committed = new ConcurrentSkipListSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int closing = 0; closing < 20; closing++) {
                int enough = committed.size() + 50;
                List<Future<?>> writers = new ArrayList<>();
                for (int writer = 0; writer < 8; writer++) {
                    writers.add(threads.submit(() -> {
                        while (committed.size() < enough) {
                            int number = numbers.incrementAndGet();
                            try {
                                update(pool.getConnection(), "insert into T values (" + number + ")");
                                committed.add(number);
                            } catch (SQLException closed) {
                                // whatever it is, in the midst of the closing: nothing is taken for committed
                                assertThat(committed).doesNotContain(number);
                            }
                        }
                    }));
                }
                closeDatabase();
                for (Future<?> writer : writers) {
                    writer.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(rows()).containsAll(committed);
    }
}
