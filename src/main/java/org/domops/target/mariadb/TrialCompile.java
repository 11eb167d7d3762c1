package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.domops.target.SqlScript;
import org.domops.target.SqlStatement;

/**
 * Compiles a package under another name, under the install lock, and drops it again: MariaDB has no other way to tell
 * whether a source compiles. Not while a step is open: all sessions lose their package variables when code is compiled.
 */
final class TrialCompile {

    private static final String NAME = "DOM$TRIAL";

    private final Connection connection;
    private final String session;
    private final String schema;
    private final Duration longestWait;

    TrialCompile(Connection connection, String session, String schema, Duration longestWait) {
        this.connection = connection;
        this.session = session;
        this.schema = schema;
        this.longestWait = longestWait;
    }

    /** @throws org.domops.target.TargetException COMPILE_ERROR with the source's own line; INSTALL_BUSY */
    void compile(String packageName, SqlScript script) throws SQLException, CodeInUse {
        Questions sql = new Questions(connection);
        connection.rollback();
        sql.execute("SET SESSION tx_read_only = 0");
        try (InstallLock lock = InstallLock.take(connection, session, schema, longestWait.toSeconds())) {
            if (new InstalledCode(connection).hasTable("DOM$STEP_ATTEMPTS")) {
                new CodeUsers(connection).requireNone("code", CodeUsers.ANY_PACKAGE);
            }
            try {
                new CodeInstaller(connection, session, schema).execute("package " + packageName, renamed(packageName, script));
            } finally {
                sql.execute("DROP PACKAGE IF EXISTS " + NAME);
            }
        }
        connection.rollback();
        sql.execute("SET SESSION tx_read_only = 1");
    }

    /** The package's two parts under the other name; all else that the source may create is left out. */
    static SqlScript renamed(String packageName, SqlScript script) {
        String name = "[\"`]?" + Pattern.quote(packageName) + "[\"`]?";
        Pattern head = Pattern.compile("\\A(CREATE\\s+(?:OR\\s+REPLACE\\s+)?PACKAGE\\s+(?:BODY\\s+)?)" + name + "(?![\\w$#])",
                Pattern.CASE_INSENSITIVE);
        Pattern tail = Pattern.compile("(\\bEND\\s+)" + name + "(\\s*;?\\s*)\\z", Pattern.CASE_INSENSITIVE);
        String other = Matcher.quoteReplacement(NAME);
        List<SqlStatement> parts = script.statements().stream()
                .filter(part -> part.creates().map(created -> created.type().startsWith("PACKAGE")).orElse(false))
                .map(part -> new SqlStatement(part.line(), tail.matcher(
                        head.matcher(part.text()).replaceFirst("$1" + other)).replaceFirst("$1" + other + "$2")))
                .toList();
        return new SqlScript(parts);
    }
}
