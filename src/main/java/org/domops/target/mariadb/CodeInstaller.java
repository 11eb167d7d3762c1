package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.domops.error.DomCode;
import org.domops.target.ErrorClass;
import org.domops.target.SqlScript;
import org.domops.target.SqlStatement;
import org.domops.target.SqlStatement.Created;
import org.domops.target.TargetException;

/** Compiles code on the target and says where its mistakes are. */
final class CodeInstaller {

    private static final Pattern LINE = Pattern.compile(" at line (\\d+)\\z");

    private final Connection connection;
    private final String session;
    private final String schema;

    CodeInstaller(Connection connection, String session, String schema) {
        this.connection = connection;
        this.session = session;
        this.schema = schema;
    }

    /** @throws TargetException COMPILE_ERROR if the source creates something else than the package's two parts */
    List<Created> requirePackage(String name, SqlScript script) {
        for (String type : List.of("PACKAGE", "PACKAGE BODY")) {
            if (script.creates().stream().noneMatch(c -> c.type().equals(type) && c.name().equalsIgnoreCase(name))) {
                throw new TargetException(DomCode.COMPILE_ERROR, ErrorClass.PERMANENT, session + ": the source of package "
                        + name + " has no CREATE " + type + " " + name
                        + "; expected specification and body, separated by a line that is only /", null);
            }
        }
        return script.creates();
    }

    /**
     * @param what e.g. {@code package DROP_PARTITION}, for messages
     * @throws TargetException COMPILE_ERROR with the line, INSTALL_BUSY if a step uses the code for too long
     */
    void execute(String what, SqlScript script) throws SQLException {
        for (SqlStatement statement : script.statements()) {
            try (Statement jdbc = connection.createStatement()) {
                jdbc.setEscapeProcessing(false);
                jdbc.execute(statement.text());
            } catch (SQLException e) {
                throw explained(what, statement, e);
            }
        }
    }

    private TargetException explained(String what, SqlStatement statement, SQLException e) throws SQLException {
        if (MariaDbErrors.connectionLost(e)) {
            return MariaDbErrors.unexpected(session, "installing " + what, e);
        }
        if (e.getErrorCode() == MariaDbErrors.LOCK_WAIT_TIMEOUT) {
            return InstallLock.busy(session, what + " is in use, so it can't be replaced now",
                    new Sessions(connection).working(schema), e);
        }
        String text = MariaDbErrors.text(e);
        Matcher line = LINE.matcher(text);
        // without a line of its own the server means the statement as a whole
        int inStatement = line.find() ? Integer.parseInt(line.group(1)) : 1;
        return new TargetException(DomCode.COMPILE_ERROR, ErrorClass.PERMANENT, session + ": " + what + ", line "
                + (statement.line() + inStatement - 1) + ": error " + e.getErrorCode() + ": "
                + LINE.matcher(text).replaceFirst(""), e);
    }
}
