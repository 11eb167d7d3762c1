package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of databases by label: {@code [SALES01, SALES02]}, or {@code {database: SALES01, enabled: false}} for one that
 * is to stay in the list and not to count.
 */
final class DatabaseList {

    private final Names databases;
    private final MistakeNotes notes;

    DatabaseList(Names databases, MistakeNotes notes) {
        this.databases = databases;
        this.notes = notes;
    }

    /** @param kind of what can't be there twice, e.g. {@code database of the object} */
    List<OnDatabase> read(Entry entry, String kind) {
        Names own = new Names(kind, notes);
        List<OnDatabase> read = new ArrayList<>();
        for (Entry.Item<String> item : entry.itemsOrEntries("databases", Formats.DATABASE, "a database of the list",
                List.of("database", "enabled"))) {
            String label = item.entry() == null ? item.value() : item.entry().required("database", Formats.DATABASE);
            boolean enabled = item.entry() == null || item.entry().enabled();
            if (databases.refer(label, item.at()) && own.define(label, item.at())) {
                read.add(new OnDatabase(label, enabled));
            }
        }
        return read;
    }
}
