package org.domops.demo;

import java.util.ArrayList;
import java.util.List;

/** The application's tables at the end, counted by their superuser. */
final class DataChecks {

    private final StoryFacts facts;

    DataChecks(StoryFacts facts) {
        this.facts = facts;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>(List.of(finalRan()));
        for (int i = 0; i < facts.before().size(); i++) {
            CallRecords before = facts.before().get(i);
            CallRecords after = facts.after().get(i);
            long expected = before.rows() - before.rowsOfOldest() + before.disputedOfOldest();
            boolean ok = after.rows() == expected && after.different() == expected
                    && after.partitions() == before.partitions() - CallRecords.OLDEST
                    && after.history() == CallRecords.OLDEST && after.leftTables() == 0;
            checks.add(Check.of("%s: %,d rows, then %,d: no disputed row is lost, none is doubled, 3 partitions are gone"
                    .formatted(before.database(), before.rows(), expected), ok, after));
        }
        return checks;
    }

    private Check finalRan() {
        String afterError = notice(facts.between());
        String atEnd = notice(facts.after());
        return Check.of("FINAL closed " + StoryFacts.FULL_DATABASE + "'s maintenance notice after the error, and again at the end",
                afterError.equals("Y") && atEnd.equals("N"), afterError + ", then " + atEnd);
    }

    private static String notice(List<CallRecords> records) {
        return records.stream().filter(r -> r.database().equals(StoryFacts.FULL_DATABASE)).map(CallRecords::notice)
                .findFirst().orElse("no such database");
    }
}
