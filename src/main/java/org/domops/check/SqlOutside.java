package org.domops.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** SQL that a package runs without {@code DOM.execute_immediate}: it is not logged, and a test run runs it, too. */
final class SqlOutside {

    private static final Set<String> BEFORE_STATEMENTS = Set.of(";", "BEGIN", "THEN", "ELSE", "LOOP", "IS", "AS", ">");
    private static final Set<String> READS = Set.of("SELECT", "WITH");
    private static final Set<String> ROW_CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE");
    private static final Set<String> DEFINITIONS = Set.of("CREATE", "ALTER", "DROP", "TRUNCATE", "RENAME", "GRANT", "REVOKE",
            "ANALYZE", "OPTIMIZE", "LOCK");
    private static final Set<String> TRANSACTIONS = Set.of("COMMIT", "ROLLBACK", "SAVEPOINT");
    private static final Set<String> CHANGING_PACKAGES = Set.of("DBMS_STATS", "DBMS_REDEFINITION", "DBMS_SCHEDULER", "DBMS_JOB",
            "DBMS_SQL", "DBMS_DDL", "DBMS_SPACE_ADMIN", "DBMS_UTILITY", "UTL_FILE");

    private SqlOutside() {
    }

    static List<Remark> in(Routine routine) {
        List<Remark> remarks = new ArrayList<>();
        SourceText text = routine.text();
        boolean merging = false;
        for (int i = 0; i < text.tokens().size(); i++) {
            Token token = text.at(i);
            merging = merging && !token.is(";");
            boolean cursorLoop = text.at(i - 1).is("(") && text.at(i - 2).is("IN") && text.at(i - 4).is("FOR");
            boolean begins = !merging && text.at(i - 1).isOneOf(BEFORE_STATEMENTS);
            if (token.isOneOf(READS) && (begins || cursorLoop)) {
                remarks.add(remark(routine, token, Remark.Level.NOTE, ": a read, not logged"));
            } else if (begins && token.isOneOf(ROW_CHANGES) && !text.at(i + 1).is("(")) {
                merging = token.is("MERGE");
                remarks.add(remark(routine, token, Remark.Level.NOTE, ": not logged, and a test run does it, too"));
            } else if (begins && (token.isOneOf(DEFINITIONS) || token.is("EXECUTE") && text.at(i + 1).is("IMMEDIATE"))) {
                remarks.add(remark(routine, token, Remark.Level.WARNING, ": not logged, and a test run does it, too"));
            } else if (begins && token.isOneOf(TRANSACTIONS)) {
                remarks.add(remark(routine, token, Remark.Level.NOTE, ": what the step did until then is committed or undone before its mark"));
            } else if (token.isOneOf(CHANGING_PACKAGES) && text.at(i + 1).is(".")) {
                remarks.add(Remark.at(token, Remark.Level.WARNING, "call of " + token.text() + "." + text.at(i + 2).text()
                        + " in " + routine.name() + " is not logged, and a test run does it, too, unless it is in a text"
                        + " for execute_immediate"));
            }
        }
        return remarks;
    }

    private static Remark remark(Routine routine, Token token, Remark.Level level, String text) {
        String word = token.text().toUpperCase(Locale.ROOT);
        return Remark.at(token, level, (word.equals("EXECUTE") ? "EXECUTE IMMEDIATE" : word) + " outside DOM.execute_immediate in "
                + routine.name() + text);
    }
}
