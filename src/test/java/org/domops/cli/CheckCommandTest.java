package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String REPORT = """
            {"operation":"drop-partition","environment":"PROD","instance":1,"failures":%d,"warnings":1,"databases":[
              {"database":"SALESPRD01","result":"OK","findings":[{"level":"OK","subject":"login","text":"db1:3306/DOM as DOM"}]},
              {"database":"SALESPRD02","result":"WARNING","findings":[{"level":"OK","subject":"login","text":"db2:3306/DOM as DOM"},
                {"level":"WARNING","subject":"locks","text":"a step of the operation is at work here: connection 7"}]},
              {"database":"SALESPRD03","result":"%s","findings":[{"level":"%2$s","subject":"login","text":"-20205 no route"}]}]}""";

    @TempDir
    Path home;

    private FakeDomServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeDomServer();
        shell = Shell.against(server, home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_check_is_one_row_per_database_and_its_exit_status_tells_of_a_failure() {
        server.on("POST /api/check", 200, REPORT.formatted(1, "FAILURE"));
        assertThat(shell.dom("check", "drop-partition", "PROD")).isEqualTo(1);
        assertThat(shell.out.toString().lines()).containsExactly(
                "DATABASE    RESULT   FOUND",
                "SALESPRD01  OK",
                "SALESPRD02  WARNING  locks: a step of the operation is at work here: connection 7",
                "SALESPRD03  FAILURE  login: -20205 no route",
                "3 databases: 1 OK, 1 with warnings, 1 would fail");
    }

    @Test
    void a_check_with_warnings_alone_succeeds_and_can_show_what_is_good() {
        server.on("POST /api/check", 200, REPORT.formatted(0, "OK"));
        assertThat(shell.dom("check", "drop-partition", "PROD", "--instance", "2", "--compile", "--all")).isZero();
        assertThat(shell.out.toString()).contains("SALESPRD01  OK       login: db1:3306/DOM as DOM");
        assertThat(server.requests()).singleElement().asString().contains("\"instance\":2").contains("\"compile\":true");
    }

    @Test
    void a_check_as_json_is_the_servers_answer() {
        server.on("POST /api/check", 200, REPORT.formatted(1, "FAILURE"));
        assertThat(shell.dom("check", "drop-partition", "PROD", "--json")).isEqualTo(1);
        assertThat(shell.out.toString()).isEqualToIgnoringWhitespace(REPORT.formatted(1, "FAILURE"));
    }

    @Test
    void to_accept_a_database_needs_a_reason() {
        assertThat(shell.dom("accept-database", "SALESPRD02", "PROD")).isEqualTo(2);
        assertThat(shell.err.toString()).contains("--reason");
    }

    @Test
    void an_accepted_database_is_told_with_what_it_was() {
        server.on("POST /api/databases/SALESPRD02/accept", 200, """
                {"database":"SALESPRD02","environment":"PROD","server":"s2","formerServer":"s1","formerRepository":"r1","cleared":true}""");
        assertThat(shell.dom("accept-database", "SALESPRD02", "PROD", "--reason", "new host")).isZero();
        assertThat(shell.out.toString().lines()).containsExactly("SALESPRD02 is accepted on server s2",
                "it was registered on server s1 for the repository r1",
                "that is another repository: its rows of runs were deleted on SALESPRD02");
        assertThat(server.requests()).singleElement().asString().contains("new host");
    }
}
