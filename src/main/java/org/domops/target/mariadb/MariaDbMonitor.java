package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.domops.target.StatementBatch;
import org.domops.target.StatementCursor;
import org.domops.target.TargetMonitor;
import org.domops.target.TargetSession;

/** Looks at the own user's sessions and at their statements. Each of its statements is a transaction. */
final class MariaDbMonitor implements TargetMonitor {

    private final Connection connection;
    private final String id;
    private final SqlBuffer buffer;

    /** @param connection commits by itself, and breaks when an answer does not come within seconds */
    MariaDbMonitor(String database, Connection connection) throws SQLException {
        this.connection = connection;
        this.id = database + " monitor, connection " + connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
        this.buffer = new SqlBuffer(connection);
    }

    @Override
    public StatementBatch sqlLog(long taskLogId, int attempt, StatementCursor from, int most) {
        return asked("reading the statement log", () -> buffer.read(taskLogId, attempt, from, most));
    }

    @Override
    public void trim(long taskLogId, int attempt, StatementCursor read) {
        asked("trimming the statement log", () -> {
            buffer.trim(taskLogId, attempt, read);
            return null;
        });
    }

    @Override
    public Set<TargetSession> gone(Collection<TargetSession> sessions) {
        return asked("looking for the lanes' sessions", () -> {
            List<MariaDbSession> asked = sessions.stream().map(MariaDbSession.class::cast).toList();
            Set<Long> living = living(asked);
            Set<TargetSession> gone = new HashSet<>(asked);
            gone.removeIf(session -> living.contains(((MariaDbSession) session).number()));
            return gone;
        });
    }

    private Set<Long> living(List<MariaDbSession> sessions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM information_schema.processlist WHERE id IN ("
                + String.join(", ", Collections.nCopies(sessions.size(), "?")) + ")")) {
            for (int i = 0; i < sessions.size(); i++) {
                statement.setLong(i + 1, sessions.get(i).number());
            }
            Set<Long> living = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    living.add(row.getLong(1));
                }
            }
            return living;
        }
    }

    @Override
    public void close() {
        asked("closing", () -> {
            connection.close();
            return null;
        });
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private <T> T asked(String doing, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw MariaDbErrors.unexpected(id, doing, e);
        }
    }
}
