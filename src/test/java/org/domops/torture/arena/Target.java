package org.domops.torture.arena;

import org.domops.fault.Relay;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;

/**
 * A target database: a DOM-client schema that DOM reaches through a relay, and the harness past it.
 *
 * @param name of the database, its schema and its user
 * @param site that alone reaches it; null: the servers do
 */
record Target(String name, String label, String site, TargetServer server, Relay relay) {

    static final String PASSWORD = "tortured";
    static final String PASSWORD_VARIABLE = "DB_PASSWORD";

    static Target create(int number, String site, TargetServer server) {
        String name = "TORTPRD0" + number;
        Target target = new Target(name, "TORT0" + number, site, server, new Relay(server.host(), server.port()));
        target.script(Resources.text("/torture/outside.mariadb.sql"));
        target.script(Resources.text("/db/target/mariadb/create-client.sql").replace("&escaped_client", name)
                .replace("&client", name).replace("&host", "%").replace("&password", PASSWORD));
        target.script("GRANT SELECT, INSERT, UPDATE ON TORTURE_OUTSIDE.* TO '" + name + "'@'%'");
        return target;
    }

    void script(String script) {
        try (Connection connection = server.superuser(); Statement statement = connection.createStatement()) {
            for (String sql : script.replaceAll("(?m)^--.*$", "").strip().split(";\\s*")) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
    }

    /** As the superuser would see it, in this target's schema. */
    <T> T ask(Function<JdbcClient, T> question) {
        try (Connection connection = server.superuser()) {
            connection.setCatalog(name);
            return question.apply(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
    }

    String connectString() {
        return relay.host() + ":" + relay.port() + "/" + name;
    }
}
