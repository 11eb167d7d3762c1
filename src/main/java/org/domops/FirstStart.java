package org.domops;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first start with H2 in a data folder, which makes the tables. H2 commits each of them, so a start that is ended in
 * the middle leaves some of them, with which no later one could do anything. A file notes that the first start is not
 * over; where the next one finds it, it begins with a new database. Nothing else should be in the old one, as the note goes
 * before the server takes its first request; it is put aside all the same, in case somebody has restored another there.
 */
@Component
@Profile("!postgresql")
class FirstStart extends StartMoment {

    private static final String NOTE = "first-start";
    private static final String DATABASE = "dom.mv.db";

    private final Path note;

    FirstStart(@Value("${dom.data}") Path data) {
        super(Integer.MIN_VALUE);
        note = data.resolve(NOTE);
    }

    /** Before the database is opened; by the one process that has the folder. */
    static void prepare(Path data) throws IOException {
        Path note = data.resolve(NOTE);
        Path database = data.resolve(DATABASE);
        if (Files.exists(note)) {
            if (Files.exists(database)) {
                Files.move(database, data.resolve(DATABASE + ".unfinished-" + Files.getLastModifiedTime(database).toMillis()));
            }
        } else if (!Files.exists(database)) {
            Files.createFile(note);
        }
    }

    /** All tables are there, and no port is open yet. */
    @Override
    void reached() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw new UncheckedIOException(note + " can't be deleted", e);
        }
    }
}
