package org.domops.run;

import org.domops.target.mariadb.MariaDbFixture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Target schemas on the shared MariaDB server for the operation "probe": what was called there, and what is to fail. */
final class ProbeFleet {

    private final List<MariaDbFixture> schemas = new ArrayList<>();

    /** @param prefix of the schemas' names; they are made anew */
    ProbeFleet(String prefix, int databases) {
        for (int i = 1; i <= databases; i++) {
            schemas.add(new MariaDbFixture(prefix + i));
        }
    }

    /** @param objects objects of each database in run order, of the owner APP */
    String fleetFile(int rounds, String... objects) {
        StringBuilder yaml = new StringBuilder("""
                environments:
                  - {name: TEST, code: TST}
                databases:
                """);
        for (int i = 1; i <= schemas.size(); i++) {
            var database = schemas.get(i - 1).database();
            yaml.append("""
                      - name_prefix: PROBE
                        instance: "%02d"
                        environments:
                          - environment: TEST
                            dialect: mariadb
                            connect_string: %s
                            username: %s
                            credential: "%s"
                    """.formatted(i, database.connectString(), database.username(), database.credential()).indent(0));
        }
        yaml.append("""
                packages:
                  - {name: PROBE_OP, sources: {mariadb: probe_op.mariadb.sql}}
                operations:
                  - name: probe
                    package: PROBE_OP
                    retries: 0
                    state_tables:
                      - {name: PROBE_WITNESS, sources: {mariadb: probe_witness.mariadb.sql}}
                      - {name: PROBE_FAULTS, sources: {mariadb: probe_faults.mariadb.sql}}
                    tasks:
                      - {procedure: TASK_ONE}
                      - {procedure: TASK_TWO}
                    instances:
                      - {instance: 1, databases: [%s]}
                    environments:
                      - {environment: TEST}
                    parameters:
                      - {name: ROUNDS, environment: TEST, value: "%d"}
                    objects:
                """.formatted(databases(), rounds));
        for (int i = 0; i < objects.length; i++) {
            yaml.append("      - {object: APP.%s, run_order: %d}\n".formatted(objects[i], 10 * (i + 1)));
        }
        yaml.append("objects:\n");
        for (String object : objects) {
            yaml.append("  - {type: TABLE, owner: APP, name: %s, databases: [%s]}\n".formatted(object, databases()));
        }
        return yaml.toString();
    }

    Map<String, String> sources() {
        return Map.of("probe_op.mariadb.sql", text("probe_op"), "probe_witness.mariadb.sql", text("probe_witness"),
                "probe_faults.mariadb.sql", text("probe_faults"));
    }

    MariaDbFixture schema(int database) {
        return schemas.get(database - 1);
    }

    /** The next calls of the procedure fail with that error, until {@link #mend}. */
    void fault(int database, String procedure, int errorNumber) {
        execute(database, "insert into PROBE_FAULTS (procedure_name, error_number) values ('" + procedure + "', "
                + errorNumber + ")");
    }

    /** The next calls of the procedure don't return, until {@link #mend}. */
    void hold(int database, String procedure) {
        execute(database, "insert into PROBE_FAULTS (procedure_name, held) values ('" + procedure + "', 1)");
    }

    void mend(int database) {
        execute(database, "delete from PROBE_FAULTS");
    }

    /** Ends all sessions of the DOM-client, as if its host had gone. */
    void killSessions(int database) {
        String user = schema(database).database().username();
        schema(database).asSuperuser("kill user '" + user + "'@'%'");
    }

    /** Nobody can log in as the DOM-client until it is unlocked; sessions that are there stay. */
    void lockAccount(int database) {
        schema(database).asSuperuser("alter user '" + schema(database).database().username() + "'@'%' account lock");
    }

    void unlockAccount(int database) {
        schema(database).asSuperuser("alter user '" + schema(database).database().username() + "'@'%' account unlock");
    }

    void execute(int database, String sql) {
        try (Connection connection = schema(database).connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was called in a run, in order, with the second argument where there is one; rounds' own marks left out. */
    List<String> calls(int database, long runId) {
        return strings(database, "select trim(concat(procedure_name, ' ', argument)) from PROBE_WITNESS where handle = '"
                + runId + "' and procedure_name <> 'ROUND DONE' order by id");
    }

    List<String> strings(int database, String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = schema(database).connect(); Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    private String databases() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= schemas.size(); i++) {
            names.add("PROBE%02d".formatted(i));
        }
        return String.join(", ", names);
    }

    private static String text(String name) {
        return resource("/probe/" + name + ".mariadb.sql");
    }

    /** The text of a file on the class path. */
    static String resource(String path) {
        try (InputStream in = ProbeFleet.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
