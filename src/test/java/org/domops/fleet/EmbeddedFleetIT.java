package org.domops.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.operations.DropPartitionFixture;
import org.domops.target.StepResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedFleetIT {

    private static final int ROWS = 20_000;
    private static final Path FOLDER = Path.of("target", "fleet-it");

    private static EmbeddedFleet fleet;

    @BeforeAll
    static void start() throws Exception {
        Trees.delete(FOLDER);
        Files.createDirectories(FOLDER);
        // the binaries are unpacked already for other tests
        Files.createSymbolicLink(FOLDER.resolve("base"), TestDatabase.base().toAbsolutePath());
        fleet = EmbeddedFleet.start(FOLDER, ROWS, System.out::println);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void it_has_three_databases_with_the_same_data_each_with_an_identity_of_its_own() throws Exception {
        fleet.restoreData();
        Set<String> uids = new HashSet<>();
        Set<String> sums = new HashSet<>();
        assertThat(fleet.databases()).extracting(FleetDatabase::name)
                .containsExactly("SALESPRD01", "SALESPRD02", "BILLPRD01");
        for (FleetDatabase database : fleet.databases()) {
            try (Connection client = client(database)) {
                uids.add(single(client, "select @@server_uid"));
                assertThat(single(client, "select count(*) from " + database.owner() + ".CDR_DATA"))
                        .isEqualTo(Integer.toString(ROWS));
                sums.add(single(client, "select sum(crc32(concat_ws('|', ID, START_TIME, DISPUTED, PAYLOAD))) from "
                        + database.owner() + ".CDR_DATA"));
            }
        }
        assertThat(uids).hasSize(3);
        assertThat(sums).hasSize(1);
    }

    @Test
    void the_client_user_has_no_more_than_it_needs() throws Exception {
        FleetDatabase database = fleet.databases().get(0);
        try (Connection client = client(database); Statement statement = client.createStatement()) {
            assertThat(single(client, "select privilege_type from information_schema.user_privileges")).isEqualTo("USAGE");
            assertThatThrownBy(() -> statement.execute("update SALES.CDR_DATA set CHARGE = 0")).hasMessageContaining("denied");
            assertThatThrownBy(() -> statement.execute("create table SALES.OTHER (ID int)")).hasMessageContaining("denied");
            // an unescaped _ in the grant would open this schema
            assertThatThrownBy(() -> statement.execute("create table DOMXCLIENT.OTHER (ID int)"))
                    .hasMessageContaining("denied");
            assertThatThrownBy(() -> statement.executeQuery("select * from mysql.global_priv")).hasMessageContaining("denied");
        }
    }

    @Test
    void passwords_are_random_and_readable_by_their_owner_alone() throws Exception {
        Set<String> passwords = new HashSet<>();
        for (FleetDatabase database : fleet.databases()) {
            passwords.add(Files.readString(database.passwordFile()));
            passwords.add(Files.readString(fleet.server(database.name()).rootPasswordFile()));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database.passwordFile())))
                    .isEqualTo("rw-------");
        }
        assertThat(passwords).hasSize(6).allMatch(each -> each.strip().length() >= 32);
        assertThatThrownBy(() -> fleet.server("BILLPRD01").connect("", "root", ""))
                .isInstanceOf(SQLException.class).hasMessageContaining("Access denied");
    }

    @Test
    void the_table_of_salesprd02_is_full_until_space_is_made() throws Exception {
        fleet.restoreData();
        FleetDatabase database = fleet.databases().get(1);
        try (Connection client = client(database); Statement statement = client.createStatement()) {
            statement.execute("create table X like SALES.CDR_DATA");
            statement.execute("alter table X remove partitioning");
            statement.execute("alter table SALES.CDR_DATA exchange partition P202501 with table X without validation");
            statement.execute("alter table SALES.CDR_DATA drop partition P202501");
            String repopulate = "insert into SALES.CDR_DATA select * from X where DISPUTED = 'Y'";
            for (int attempt = 1; attempt <= 5; attempt++) {
                assertThatThrownBy(() -> statement.execute(repopulate))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1114))
                        .hasMessageContaining("The table 'CDR_DATA' is full");
            }
            fleet.fillUp("SALESPRD02");
            assertThat(fleet.makeSpace("SALESPRD02")).isEqualTo("DROP TABLE OPS_SCRATCH.BALLAST");
            assertThatCode(() -> statement.execute(repopulate)).doesNotThrowAnyException();
            assertThat(fleet.makeSpace("SALESPRD02")).isNotEmpty();
            statement.execute("drop table X");
        }
    }

    @Test
    void the_operation_fails_in_its_fourth_task_alone_and_goes_on_from_there() throws Exception {
        fleet.restoreData();
        FleetDatabase database = fleet.databases().get(1);
        try (DropPartitionFixture operation =
                new DropPartitionFixture(database, fleet.server(database.name()).superuser())) {
            operation.restore();
            String disputed = operation.content("SALES.CDR_DATA where DISPUTED = 'Y'");
            operation.run("iterator", "SALES", "CDR_DATA");
            operation.run("initial");
            List<String> tasks = DropPartitionFixture.TASKS;
            tasks.subList(0, 3).forEach(operation::run);
            for (int attempt = 1; attempt <= 3; attempt++) {
                StepResult.Failed full = operation.fail("repopulate");
                assertThat(full.errorCode()).isEqualTo(1114);
                assertThat(full.text()).contains("The table 'CDR_DATA' is full");
                operation.run("final", "Y");
                operation.run("initial");
            }
            fleet.makeSpace(database.name());
            tasks.subList(3, 7).forEach(operation::run);
            for (int iteration = 2; iteration <= 3; iteration++) {
                operation.run("iterator", "SALES", "CDR_DATA");
                tasks.forEach(operation::run);
            }
            assertThat(operation.fail("iterator", "SALES", "CDR_DATA").errorCode()).isEqualTo(-20100);
            operation.run("final", "N");
            assertThat(operation.content("SALES.CDR_DATA where DISPUTED = 'Y'")).isEqualTo(disputed);
            assertThat(operation.rows("select count(*) from DROP_PARTITION_HISTORY")).containsExactly("3");
        }
    }

    @Test
    void only_a_database_of_limited_size_can_be_filled_up() {
        assertThatThrownBy(() -> fleet.fillUp("SALESPRD01")).isInstanceOf(DomException.class)
                .extracting(e -> ((DomException) e).code()).isEqualTo(DomCode.INVALID_REQUEST);
        assertThatThrownBy(() -> fleet.makeSpace("NOSUCH")).isInstanceOf(DomException.class)
                .hasMessageContaining("SALESPRD02");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19_600, 240_400, 20_001})
    void a_number_of_rows_that_does_not_fit_is_refused(int rows) {
        assertThatThrownBy(() -> EmbeddedFleet.start(FOLDER.resolve("other"), rows, System.out::println))
                .isInstanceOf(DomException.class).hasMessageContaining("20000 to 240000");
    }

    private static Connection client(FleetDatabase database) throws Exception {
        return fleet.server(database.name()).connect(database.schema(), database.user(),
                Files.readString(database.passwordFile()).strip());
    }

    private static String single(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            String value = rows.getString(1);
            assertThat(rows.next()).isFalse();
            return value;
        }
    }
}
