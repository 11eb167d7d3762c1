package org.domops.target.mariadb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the block answered; errno and message null if there is no error, sha256 if it is not known. */
record StepOutcome(String outcome, Integer errno, String message, boolean repeated, String sha256) {

    private static final String LABEL = "dom$outcome";

    /** Reads past the result sets that the procedure itself may have left. */
    static StepOutcome last(PreparedStatement statement) throws SQLException {
        StepOutcome outcome = null;
        boolean rows = statement.execute();
        while (rows || statement.getUpdateCount() != -1) {
            if (rows) {
                try (ResultSet result = statement.getResultSet()) {
                    if (LABEL.equals(result.getMetaData().getColumnLabel(1))) {
                        outcome = read(result);
                    }
                }
            }
            rows = statement.getMoreResults();
        }
        if (outcome == null) {
            throw new SQLException("the block for a step ended without an outcome");
        }
        return outcome;
    }

    private static StepOutcome read(ResultSet result) throws SQLException {
        result.next();
        return new StepOutcome(result.getString(1), result.getObject(2, Integer.class), result.getString(3),
                "Y".equals(result.getString(4)), result.getString(5));
    }
}
