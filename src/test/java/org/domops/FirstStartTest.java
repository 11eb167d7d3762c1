package org.domops;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class FirstStartTest {

    @TempDir
    Path data;

    @Test
    void only_a_database_whose_first_start_did_not_end_is_made_anew() throws IOException {
        Path database = data.resolve("dom.mv.db");
        FirstStart.prepare(data);
        Files.writeString(database, "half of the tables");
        FirstStart.prepare(data);
        assertThat(database).doesNotExist();
        Files.writeString(database, "all of the tables");
        new FirstStart(data).start();
        FirstStart.prepare(data);
        assertThat(database).hasContent("all of the tables");
        FirstStart.prepare(data);
        assertThat(database).hasContent("all of the tables");
    }
}
