package org.domops.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data of one database of the fleet over several starts. */
class RunningMemberIT {

    private static final int ROWS = EmbeddedFleet.LEAST_ROWS;

    @TempDir
    Path folder;

    @Test
    void data_is_loaded_once_and_again_only_if_the_first_start_did_not_complete() throws Exception {
        RunningMember member = new RunningMember(new FleetMember("MEMBER", "MEMBER_TEST", false), TestDatabase.shared(), folder);
        List<String> progress = new ArrayList<>();
        member.setUp(ROWS, progress::add);
        assertThat(progress).containsExactly("MEMBER: loading 20,000 call records", "MEMBER: ready");

        member.onServer(superuser -> superuser.createStatement().execute("delete from MEMBER_TEST.CDR_DATA limit 5"));
        progress.clear();
        member.setUp(ROWS, progress::add);
        assertThat(progress).containsExactly("MEMBER: ready");
        assertThat(rows()).isEqualTo(ROWS - 5);

        Files.delete(folder.resolve("MEMBER").resolve("complete"));
        member.setUp(ROWS, progress::add);
        assertThat(rows()).isEqualTo(ROWS);
    }

    private static int rows() throws Exception {
        try (Connection superuser = TestDatabase.shared().superuser(); Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from MEMBER_TEST.CDR_DATA")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
