package org.domops.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.domops.fleet.FleetDatabase;
import org.domops.fleet.TestApplication;
import org.domops.target.InstallRequest;
import org.domops.target.LockName;
import org.domops.target.PackageSource;
import org.domops.target.Parameter;
import org.domops.target.SqlStatementRow;
import org.domops.target.StateTable;
import org.domops.target.StepCall;
import org.domops.target.StepResult;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetFixture;
import org.domops.target.TargetSession;
import org.domops.target.Targets;
import org.domops.target.mariadb.MariaDbDialect;

/** A shipped operation on a table of the schema APP, called as DOM calls it, with no more privileges than its script grants. */
final class OperationFixture implements AutoCloseable {

    static final String OWNER = "APP";

    private static final String REPOSITORY = "5b7d2f0e-0000-4000-8000-000000000058";

    private final Path sources;
    private final String packageName;
    private final List<String> stateTables;
    private final FleetDatabase database;
    private final Connection superuser;
    private TargetSession session;
    private long lastStep;

    /** @param operation name of the folder in db/operations */
    OperationFixture(String operation, String... stateTables) throws SQLException, IOException {
        sources = Path.of("db", "operations", operation);
        packageName = operation.toUpperCase();
        this.stateTables = List.of(stateTables);
        TestApplication application = new TestApplication();
        database = application.createClient();
        superuser = application.superuser();
        superuser.setCatalog(database.schema());
        connect();
    }

    /** As DOM does after a session was lost. */
    void connect() {
        session = new Targets(List.of(new MariaDbDialect())).open(new TargetDatabase(1, database.name(), "mariadb",
                database.connectString(), database.user(), "file:" + database.passwordFile()));
    }

    /** An empty application's schema and empty state tables. */
    void restore() throws SQLException, IOException {
        sql("drop schema if exists " + OWNER);
        sql("create schema " + OWNER);
        install("57", "R", Map.of());
        for (String table : stateTables) {
            sql("truncate table " + table);
        }
    }

    /** Runs the operation's own script of grants for a table. */
    void grant(String table) throws SQLException, IOException {
        String script = Files.readString(sources.resolve("grants.mariadb.sql")).replaceAll("(?m)^--.*$", "")
                .replace("&client", database.user()).replace("&host", "localhost")
                .replace("&owner", OWNER).replace("&table", table);
        for (String statement : script.split(";")) {
            if (!statement.isBlank()) {
                sql(statement);
            }
        }
    }

    /** @param parameters by name; they replace those of an earlier installation */
    void install(String run, String mode, Map<String, String> parameters) throws IOException {
        List<StateTable> tables = new ArrayList<>();
        for (String table : stateTables) {
            tables.add(new StateTable(table, Files.readString(sources.resolve(table.toLowerCase() + ".mariadb.sql"))));
        }
        String source = Files.readString(sources.resolve(packageName.toLowerCase() + ".mariadb.sql"));
        session.install(new InstallRequest(REPOSITORY, Long.parseLong(run), mode, packageName, 1,
                List.of(PackageSource.of(packageName, source)), tables,
                parameters.entrySet().stream()
                        .map(each -> new Parameter(each.getKey(), null, null, null, each.getValue())).toList(), TargetFixture.NO_LANE, TargetFixture.STAMP));
    }

    StepResult call(String run, String procedure, String... arguments) {
        return session.call(new StepCall(++lastStep, 1, run, packageName, procedure, List.of(arguments),
                LockName.of(REPOSITORY, packageName, 1, "DOM_CLIENT"), 1, OWNER, "T", 1, REPOSITORY));
    }

    /** Calls a procedure of run 57 that must succeed. */
    void run(String procedure, String... arguments) {
        assertThat(call("57", procedure, arguments)).as(procedure).isInstanceOf(StepResult.Completed.class);
    }

    /** Calls a procedure of run 57 that must fail. */
    StepResult.Failed fail(String procedure, String... arguments) {
        StepResult result = call("57", procedure, arguments);
        assertThat(result).as(procedure).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }

    /** Calls ITERATOR of run 57 for the table T. @return true: a round begins; false: the object is complete */
    boolean iterate() {
        StepResult result = call("57", "iterator", OWNER, "T");
        if (result instanceof StepResult.Failed failed) {
            assertThat(failed.errorCode()).as(failed.text()).isEqualTo(-20100);
            return false;
        }
        return true;
    }

    /** Statements of the last call. */
    List<SqlStatementRow> log() {
        return session.sqlLog(lastStep, 1);
    }

    List<String> logTexts() {
        return log().stream().map(SqlStatementRow::sqlText).toList();
    }

    void sql(String statement) throws SQLException {
        try (Statement jdbc = superuser.createStatement()) {
            jdbc.execute(statement);
        }
    }

    /** Rows with their columns joined by a blank. */
    List<String> rows(String query) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement jdbc = superuser.createStatement(); ResultSet rows = jdbc.executeQuery(query)) {
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    columns.add(rows.getString(column));
                }
                all.add(String.join(" ", columns.stream().map(String::valueOf).toList()));
            }
        }
        return all;
    }

    String row(String query) throws SQLException {
        List<String> all = rows(query);
        assertThat(all).as(query).hasSize(1);
        return all.get(0);
    }

    @Override
    public void close() throws SQLException {
        session.close();
        superuser.close();
    }
}
