package org.domops.torture.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Each call has its attempt in the log, each statement its one row, and each completed row the statement it tells of. */
final class LogComplete implements Check {

    private static final Pattern STATEMENT = Pattern.compile("/\\* (SQL\\d) of call (\\d+) \\*/");

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        Map<String, List<StatementFact>> logged = evidence.statements().stream().filter(row -> STATEMENT.matcher(row.sqlText()).find())
                .collect(Collectors.groupingBy(row -> key(evidence, row)));
        logged.forEach((key, rows) -> {
            if (rows.size() > 1) {
                found.add(key + " is logged " + rows.size() + " times: " + rows);
            }
        });
        Set<String> done = new HashSet<>();
        for (Witness witness : evidence.witnesses()) {
            if (evidence.attempt(witness.taskLogId(), witness.attempt()).isEmpty()) {
                found.add(witness.step() + " was called as attempt " + witness.attempt() + " of step " + witness.taskLogId()
                        + ", which is not in the log");
            }
            if (witness.mark().startsWith("SQL")) {
                String key = witness.mark() + " of call " + witness.callId() + " on " + witness.target();
                done.add(key);
                if (!logged.containsKey(key)) {
                    found.add(witness.step() + ", attempt " + witness.attempt() + ": " + key + " was run and is not in DOM$SQL_LOG");
                }
            }
        }
        logged.forEach((key, rows) -> rows.stream().filter(row -> row.status().equals("C") && !done.contains(key))
                .forEach(row -> found.add(key + " is logged as completed and was never run: " + row)));
        evidence.statements().stream().filter(row -> row.status().equals("R") || row.endDttm() == null)
                .forEach(row -> found.add("statement " + row.id() + " of step " + row.taskLogId() + " is still running in the log: " + row));
        return found;
    }

    private static String key(Evidence evidence, StatementFact row) {
        Matcher matcher = STATEMENT.matcher(row.sqlText());
        if (!matcher.find()) {
            throw new IllegalArgumentException(row.sqlText());
        }
        return matcher.group(1) + " of call " + matcher.group(2) + " on "
                + evidence.step(row.taskLogId()).map(StepFact::databaseName).orElse("no database");
    }
}
