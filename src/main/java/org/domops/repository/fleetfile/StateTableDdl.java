package org.domops.repository.fleetfile;

import java.util.regex.Pattern;

/** What can be told of a state table's DDL without a database. */
final class StateTableDdl {

    private StateTableDdl() {
    }

    /** Notes a mistake where the text does not create the table; an empty one was noted as unreadable. */
    static void check(String table, SourceFile source, MistakeNotes notes) {
        Pattern creation = Pattern.compile(
                "(?i)\\bCREATE\\s+(?:GLOBAL\\s+TEMPORARY\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"
                        + "[\"`]?" + Pattern.quote(table) + "(?![\\w$#])");
        if (!source.text().isEmpty() && !creation.matcher(source.text()).find()) {
            notes.add(Place.startOf(source.fileName()), "the file does not create table " + table,
                    "CREATE TABLE " + table + " (…)");
        }
    }
}
