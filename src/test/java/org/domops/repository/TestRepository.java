package org.domops.repository;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.domops.repository.fleetfile.FleetExport;
import org.domops.repository.fleetfile.FleetUpload;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** A repository of its own for one test: H2 in memory, with the tables that Flyway makes. */
public final class TestRepository implements AutoCloseable {

    /** The statements that make the tables as Flyway left them: copying them is faster than migrating each time. */
    private static final List<String> MIGRATED = migrated();

    public final JdbcDataSource dataSource = new JdbcDataSource();
    public final JdbcClient jdbc;
    public final PlatformTransactionManager transactions;
    public final RepositoryIdentity identity;
    public final Definitions definitions;

    public TestRepository() {
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE");
        jdbc = JdbcClient.create(dataSource);
        MIGRATED.forEach(statement -> jdbc.sql(statement).update());
        transactions = new DataSourceTransactionManager(dataSource);
        identity = new RepositoryIdentity(
                jdbc, transactions, Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC));
        definitions = new Definitions(jdbc);
    }

    /** Applies with a diagram check that has no objections. */
    public List<String> apply(String fleetYaml) {
        return apply(SampleFleet.upload(fleetYaml), wanted -> DiagramOutcome.UNCHANGED);
    }

    public List<String> apply(String fleetYaml, String sourceFile, String source) {
        return apply(new FleetUpload("/opt/fleet/fleet.yaml", fleetYaml, Map.of(sourceFile, source)),
                wanted -> DiagramOutcome.UNCHANGED);
    }

    public List<String> apply(FleetUpload upload, OperationDiagrams diagrams) {
        return applying(diagrams).apply(upload).changes();
    }

    /** With a diagram check that has no objections. */
    public ApplyFleet applying() {
        return applying(wanted -> DiagramOutcome.UNCHANGED);
    }

    private ApplyFleet applying(OperationDiagrams diagrams) {
        return new ApplyFleet(new JdbcTemplate(dataSource), transactions, identity, diagrams);
    }

    public FleetExport export() {
        return export(new FixedDiagrams(Map.of(), List.of()));
    }

    public FleetExport export(FleetFileDiagrams diagrams) {
        return new ExportFleet(jdbc, transactions, identity, diagrams).export();
    }

    public long id(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** All rows of all tables of definitions, as text: equal before and after, nothing has changed. */
    public List<String> everything() {
        return jdbc.sql("select table_name from information_schema.tables where table_name like 'DOM$%' "
                        + "and table_type = 'BASE TABLE' order by table_name")
                .query(String.class).list().stream()
                .flatMap(table -> jdbc.sql("select * from " + table + " order by 1").query().listOfRows().stream()
                        .map(row -> table + row))
                .toList();
    }

    private static List<String> migrated() {
        JdbcDataSource migrated = new JdbcDataSource();
        migrated.setURL("jdbc:h2:mem:migrated;DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE");
        Flyway.configure().dataSource(migrated).locations("filesystem:db/repository/h2").load().migrate();
        // the user is there already
        return JdbcClient.create(migrated).sql("script nopasswords nosettings").query(String.class).list().stream()
                .filter(statement -> !statement.startsWith("CREATE USER")).toList();
    }

    @Override
    public void close() {
        jdbc.sql("shutdown").update();
    }
}
