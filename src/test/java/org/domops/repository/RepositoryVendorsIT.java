package org.domops.repository;

import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What Flyway makes of each vendor's folder. */
class RepositoryVendorsIT {

    private static final String PASSWORD = "of-audit";
    private static TestPostgres postgres;
    private static DataSource h2;

    @BeforeAll
    static void migrate() {
        postgres = TestPostgres.create();
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:vendors;DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE");
        h2 = memory;
        Flyway.configure().dataSource(h2).locations("filesystem:db/repository/h2").load().migrate();
        Flyway.configure().dataSource(postgres.dataSource()).locations("filesystem:db/repository/postgresql").load().migrate();
    }

    @Test
    void tables_views_and_columns_are_the_same_on_every_vendor() {
        assertThat(columns(postgres.dataSource())).hasSizeGreaterThan(200).isEqualTo(columns(h2));
    }

    @Test
    void indexes_and_constraints_are_the_same_on_every_vendor() throws SQLException {
        assertThat(named(postgres.dataSource(), "select lower(indexname) from pg_indexes where indexname like 'dom$%' "
                + "and lower(indexname) not like '%key' order by 1")).hasSizeGreaterThan(30)
                .containsAll(named(h2, "select lower(index_name) from information_schema.indexes where index_name like 'DOM$%\\_I_' escape '\\'"))
                .containsAll(named(h2, "select lower(constraint_name) from information_schema.table_constraints "
                        + "where constraint_name like 'DOM$%\\_UK_' escape '\\'"));
    }

    @Test
    void an_auditor_of_the_repository_on_postgresql_reads_and_changes_nothing() throws Exception {
        assertThat(refused(auditor(), "update DOM$RUN_LOG set status = 'C'")).contains("permission denied");
        assertThat(refused(auditor(), "select * from DOM$PARAMETERS")).contains("permission denied");
        try (Connection auditor = auditor(); Statement sql = auditor.createStatement()) {
            for (String readable : List.of("DOM$RUN_LOG", "DOM$TASK_LOG", "DOM$SQL_LOG_V", "DOM$PARAMETERS_V", "DOM$RUNNING_TASK_V")) {
                assertThat(sql.executeQuery("select * from " + readable).next()).isFalse();
            }
        }
    }

    @Test
    void who_may_order_runs_on_postgresql_can_not_do_it_in_anothers_name() throws Exception {
        assertThat(refused(requester(), "insert into DOM$RUN_REQUESTS (operation_name, environment_name, requested_by) "
                + "values ('probe', 'TEST', 'somebody')")).contains("permission denied");
        try (Connection requester = requester(); Statement sql = requester.createStatement()) {
            sql.execute("insert into DOM$RUN_REQUESTS (operation_name, environment_name) values ('probe', 'TEST')");
        }
        assertThat(JdbcClient.create(postgres.dataSource()).sql("select requested_by from DOM$RUN_REQUESTS").query(String.class).list())
                .containsOnly("requester");
    }

    private static Connection auditor() throws Exception {
        return login("auditor", "DOM_AUDITOR");
    }

    private static Connection requester() throws Exception {
        return login("requester", "DOM_REQUESTER");
    }

    private static synchronized Connection login(String user, String role) throws Exception {
        try (Connection owner = postgres.dataSource().getConnection(); Statement sql = owner.createStatement()) {
            sql.execute(Files.readString(Path.of("db/repository/postgresql/auditor.sql")));
            if (!sql.executeQuery("select 1 from pg_roles where rolname = '" + user + "'").next()) {
                sql.execute("create user " + user + " password '" + PASSWORD + "'");
            }
            sql.execute("grant " + role + " to " + user);
        }
        return DriverManager.getConnection(postgres.url(), user, PASSWORD);
    }

    private static String refused(Connection connection, String statement) throws SQLException {
        try (connection; Statement sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement)).isInstanceOf(PSQLException.class);
            sql.execute(statement);
        } catch (PSQLException e) {
            return e.getMessage();
        }
        throw new AssertionError("not refused: " + statement);
    }

    private static List<String> columns(DataSource source) {
        return JdbcClient.create(source).sql("""
                select table_name, column_name, is_nullable from information_schema.columns
                where upper(table_name) like 'DOM$%' order by upper(table_name), upper(column_name)""")
                .query((row, n) -> (row.getString(1) + "." + row.getString(2) + " " + row.getString(3)).toUpperCase(Locale.ROOT))
                .list();
    }

    private static List<String> named(DataSource source, String sql) {
        return JdbcClient.create(source).sql(sql).query(String.class).list();
    }
}
