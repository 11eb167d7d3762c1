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
import org.domops.fleet.FleetDatabase;
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

/** DROP_PARTITION on a real table, called as DOM calls it. */
public final class DropPartitionFixture implements AutoCloseable {

    public static final List<String> TASKS = List.of("create_exchange_table", "exchange_partition", "drop_partition",
            "repopulate", "rebuild_statistics", "drop_exchange_table", "record_history");

    private static final String REPOSITORY = "5b7d2f0e-0000-4000-8000-000000000057";
    private static final Path SOURCES = Path.of("db", "operations", "drop_partition");
    private static final List<String> STATE_TABLES =
            List.of("DROP_PARTITION_STATE", "DROP_PARTITION_HISTORY", "DROP_PARTITION_NOTICES");

    private final TargetSession session;
    private final Connection superuser;
    private long lastStep;

    /** On the given database, through its DOM-client. */
    public DropPartitionFixture(FleetDatabase database, Connection superuser) throws SQLException {
        session = new Targets(List.of(new MariaDbDialect())).open(new TargetDatabase(1, database.name(), "mariadb",
                database.connectString(), database.user(), "file:" + database.passwordFile()));
        this.superuser = superuser;
        superuser.setCatalog(database.schema());
    }

    /** No state, and a run 57 that keeps seven partitions. */
    public void restore() throws SQLException, IOException {
        install("57", "R", "7");
        for (String table : STATE_TABLES) {
            sql("truncate table " + table);
        }
    }

    /** @param keepPartitions null: the parameter is not defined */
    void install(String run, String mode, String keepPartitions) throws IOException {
        List<StateTable> tables = new ArrayList<>();
        for (String table : STATE_TABLES) {
            tables.add(new StateTable(table, Files.readString(SOURCES.resolve(table.toLowerCase() + ".mariadb.sql"))));
        }
        session.install(new InstallRequest(REPOSITORY, Long.parseLong(run), mode, "drop-partition", 1,
                List.of(PackageSource.of("DROP_PARTITION",
                        Files.readString(SOURCES.resolve("drop_partition.mariadb.sql")))), tables,
                keepPartitions == null ? List.of()
                        : List.of(new Parameter("KEEP_PARTITIONS", null, null, null, keepPartitions)), TargetFixture.NO_LANE, TargetFixture.STAMP));
    }

    StepResult call(String run, String procedure, String... arguments) {
        return session.call(new StepCall(++lastStep, 1, run, "DROP_PARTITION", procedure, List.of(arguments),
                LockName.of(REPOSITORY, "drop-partition", 1, "DOM_CLIENT"), 1, "SALES", "CDR_DATA", 1, REPOSITORY));
    }

    /** Calls a procedure of run 57 that must succeed. */
    public void run(String procedure, String... arguments) {
        assertThat(call("57", procedure, arguments)).as(procedure).isInstanceOf(StepResult.Completed.class);
    }

    /** Calls a procedure of run 57 that must fail. */
    public StepResult.Failed fail(String procedure, String... arguments) {
        StepResult result = call("57", procedure, arguments);
        assertThat(result).as(procedure).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }

    StepResult iterate(String run) {
        return call(run, "iterator", "SALES", "CDR_DATA");
    }

    /** Statements of the last call, as text. */
    List<SqlStatementRow> log() {
        return session.sqlLog(lastStep, 1);
    }

    void sql(String statement) throws SQLException {
        try (Statement jdbc = superuser.createStatement()) {
            jdbc.execute(statement);
        }
    }

    /** Rows with their columns joined by a blank. */
    public List<String> rows(String query) throws SQLException {
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

    List<String> partitions() throws SQLException {
        return rows("select partition_name from information_schema.partitions"
                + " where table_schema = 'SALES' and table_name = 'CDR_DATA' order by partition_ordinal_position");
    }

    /** How many disputed and undisputed calls, and a sum over all that they hold. */
    public String content(String from) throws SQLException {
        return rows("select count(*), sum(DISPUTED = 'Y'), sum(crc32(concat_ws('|', ID, START_TIME, CALLING_NUMBER,"
                + " CALLED_NUMBER, DURATION_S, CHARGE, DISPUTED, PAYLOAD))) from " + from).get(0);
    }

    List<String> exchangeTables() throws SQLException {
        return rows("select table_name from information_schema.tables"
                + " where table_schema = 'DOM_CLIENT' and table_name like 'CDR\\_DATA\\_%'");
    }

    @Override
    public void close() throws SQLException {
        session.close();
        superuser.close();
    }
}
