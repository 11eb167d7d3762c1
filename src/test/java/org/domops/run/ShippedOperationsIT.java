package org.domops.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.domops.engine.Processes;
import org.domops.log.Status;
import org.domops.target.mariadb.MariaDbFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped operations as people run them: applied by name, on the diagrams that DOM generates. */
class ShippedOperationsIT {

    private static final Map<String, List<String>> TASKS = Map.of(
            "add-partition", List.of("ADD_PARTITION", "REFRESH_STATISTICS"),
            "rebuild-index", List.of("REBUILD_INDEX", "PUT_IN_PLACE", "REFRESH_STATISTICS"),
            "gather-statistics", List.of("GATHER", "CHECK_RESULT"),
            "purge-rows", List.of("COUNT_ROWS", "DELETE_ROWS", "REFRESH_STATISTICS"));
    private static final Map<String, Map<String, String>> PARAMETERS = Map.of(
            "add-partition", Map.of("KEEP_FUTURE", "2", "PERIOD", "MONTH", "AS_OF", "2025-03-10"),
            "rebuild-index", Map.of("MIN_BLOAT_PERCENT", "0", "MIN_SIZE_MB", "0"),
            "gather-statistics", Map.of("STALE_PERCENT", "10"),
            "purge-rows", Map.of("CONDITION", "STATUS = 'CLOSED'", "MAX_ROWS", "1000", "CHUNK_ROWS", "20"));

    @TempDir
    static Path data;
    private static MariaDbFixture schema;
    private static DomInstance dom;

    @BeforeAll
    static void start() throws IOException {
        schema = new MariaDbFixture("SHIPPED");
        dom = new DomInstance(data);
        dom.apply(fleetFile(), Map.of());
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @BeforeEach
    void restore() throws IOException {
        schema.asSuperuser("drop schema if exists SHOP", "create schema SHOP",
                "create table SHOP.ORDERS (ID int, DAY date not null, STATUS varchar(10), primary key (ID, DAY), key ORDERS_I1 (STATUS))"
                        + " partition by range columns (DAY) (partition P202503 values less than ('2025-04-01'),"
                        + " partition PMAX values less than (maxvalue))",
                "insert into SHOP.ORDERS select seq, '2025-03-01', if(seq % 2 = 0, 'CLOSED', 'OPEN') from SHOP.seq_1_to_200");
        for (String operation : TASKS.keySet()) {
            grant(operation);
        }
    }

    private static void grant(String operation) throws IOException {
        Path script = Path.of("db", "operations", operation.replace('-', '_'), "grants.mariadb.sql");
        for (String statement : Files.readString(script).replaceAll("(?m)^--.*$", "").split(";")) {
            if (!statement.isBlank()) {
                schema.asSuperuser(statement.replace("&client", "SHIPPED").replace("&host", "%")
                        .replace("&owner", "SHOP").replace("&table", "ORDERS"));
            }
        }
    }

    private static String fleetFile() {
        StringBuilder yaml = new StringBuilder("""
                environments:
                  - {name: TEST, code: TST}
                databases:
                  - name_prefix: SHOP
                    instance: "01"
                    environments:
                      - environment: TEST
                        dialect: mariadb
                        connect_string: %s
                        username: %s
                        credential: "%s"
                objects:
                  - {type: TABLE, owner: SHOP, name: ORDERS, databases: [SHOP01]}
                packages:
                """.formatted(schema.database().connectString(), schema.database().username(), schema.database().credential()));
        TASKS.keySet().forEach(operation -> yaml.append("  - {name: %s, shipped: %s}\n".formatted(packageOf(operation),
                packageOf(operation).toLowerCase())));
        yaml.append("operations:\n");
        TASKS.forEach((operation, tasks) -> yaml.append("""
                  - name: %1$s
                    package: %2$s
                    state_tables: [{name: %2$s_STATE, shipped: %3$s}]
                    tasks: [%4$s]
                    instances: [{databases: [SHOP01]}]
                    environments: [{environment: TEST}]
                    objects: [{object: SHOP.ORDERS}]
                    parameters: [%5$s]
                """.formatted(operation, packageOf(operation), packageOf(operation).toLowerCase(),
                tasks.stream().map("{procedure: %s}"::formatted).collect(Collectors.joining(", ")),
                PARAMETERS.get(operation).entrySet().stream().map(each -> "{name: %s, environment: TEST, value: \"%s\"}"
                        .formatted(each.getKey(), each.getValue())).collect(Collectors.joining(", ")))));
        return yaml.toString();
    }

    private static String packageOf(String operation) {
        return operation.replace('-', '_').toUpperCase();
    }

    private static String text(String sql) throws Exception {
        try (Connection connection = schema.connect(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String partitions() throws Exception {
        return text("select group_concat(partition_name order by partition_ordinal_position)"
                + " from information_schema.partitions where table_schema = 'SHOP'");
    }

    private static List<String> steps(long run) {
        return dom.jdbc().sql("select procedure_name || ' ' || status from DOM$TASK_LOG where run_id = ? and object_id is not null"
                + " order by id").param(run).query(String.class).list();
    }

    /** A run of the operation that must complete. */
    private static long complete(String operation) {
        long run = dom.run(operation, "TEST");
        assertThat(dom.status(run)).as(operation + steps(run)).isEqualTo(Status.C);
        return run;
    }

    @Test
    void each_shipped_operation_runs_to_its_end_and_finds_nothing_to_do_the_second_time() throws Exception {
        complete("add-partition");
        assertThat(partitions()).isEqualTo("P202503,P202504,P202505,PMAX");
        long rebuild = complete("rebuild-index");
        assertThat(text("select concat(INDEX_NAME, ' ', AFTER_ERROR) from REBUILD_INDEX_STATE where RUN_ID = '" + rebuild + "'"))
                .isEqualTo("ORDERS_I1 N");
        long purge = complete("purge-rows");
        assertThat(text("select concat(count(*), ' ', min(STATUS)) from SHOP.ORDERS")).isEqualTo("100 OPEN");
        assertThat(text("select concat(CHUNKS, ' ', ROWS_DELETED) from PURGE_ROWS_STATE where RUN_ID = '" + purge + "'"))
                .isEqualTo("5 100");
        complete("gather-statistics");
        assertThat(text("select cardinality from mysql.table_stats where db_name = 'SHOP'")).isEqualTo("100");

        for (String operation : List.of("add-partition", "purge-rows", "gather-statistics")) {
            long second = complete(operation);
            assertThat(steps(second)).as(operation).noneMatch(step -> step.startsWith("ADD_") || step.startsWith("DELETE_")
                    || step.startsWith("GATHER"));
        }
        assertThat(partitions()).isEqualTo("P202503,P202504,P202505,PMAX");
    }

    @Test
    void a_shipped_operation_that_failed_goes_on_from_its_failed_task_by_the_same_command() throws Exception {
        schema.asSuperuser("revoke insert on SHOP.ORDERS from SHIPPED");
        long run = dom.run("purge-rows", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(text("select AFTER_ERROR from PURGE_ROWS_STATE where RUN_ID = '" + run + "'")).isEqualTo("Y");
        assertThat(steps(run)).contains("DELETE_ROWS C", "REFRESH_STATISTICS E");
        grant("purge-rows");
        assertThat(complete("purge-rows")).isEqualTo(run);
        assertThat(dom.jdbc().sql("select t.procedure_name || ' ' || count(*) from DOM$TASK_LOG t"
                + " join DOM$TASK_ATTEMPT a on a.task_log_id = t.id where t.run_id = ? and t.procedure_name like '%\\_%'"
                + " group by t.procedure_name order by 1").param(run).query(String.class).list())
                .containsExactly("COUNT_ROWS 1", "DELETE_ROWS 1", "REFRESH_STATISTICS 2");
    }

    @Test
    void a_test_run_of_a_shipped_operation_shows_its_statements_and_changes_nothing() throws Exception {
        for (String operation : TASKS.keySet()) {
            long run = ((Number) dom.bean(Processes.class).startRun(
                    Map.of("operation", operation, "environment", "TEST", "mode", "T")).get("runId")).longValue();
            dom.awaitEnd(run);
            assertThat(dom.status(run)).as(operation + steps(run)).isEqualTo(Status.C);
            assertThat(dom.jdbc().sql("select count(*) from DOM$SQL_LOG where preview = 'Y' and task_log_id in"
                    + " (select id from DOM$TASK_LOG where run_id = ?)").param(run).query(Integer.class).single()).as(operation).isPositive();
            assertThat(dom.jdbc().sql("select count(*) from DOM$SQL_LOG where preview = 'N' and task_log_id in"
                    + " (select id from DOM$TASK_LOG where run_id = ?)").param(run).query(Integer.class).single()).as(operation).isZero();
        }
        assertThat(partitions()).isEqualTo("P202503,PMAX");
        assertThat(text("select count(*) from SHOP.ORDERS")).isEqualTo("200");
    }
}
