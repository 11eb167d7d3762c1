package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.domops.client.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class PlanCommandTest {

    private static final String REQUEST = "GET /api/plan?operation=roll-off&environment=PROD&instance=2";
    private static final String LANE = "{\"wave\":1,\"database\":\"SALESPRD01\",\"dialect\":\"mariadb\",\"parallel\":2,"
            + "\"windows\":[\"SAT 22:00-04:00 UTC\"],\"objects\":[\"TABLE SALES.CDR_OLD\",\"TABLE SALES.CDR_DATA\"]}";
    private static final String PLAN = """
            {"operation":"roll-off","description":"Rolls off","environment":"PROD","instance":2,"allowedSeconds":5400,
             "serial":false,"parallel":20,"waves":[1,1],"stops":"at the first errored database","iteratorPackage":"ROLL_OFF",
             "otherSteps":{"retries":3,"backoffSeconds":10,"transientErrors":[]},
             "tasks":[{"procedure":"DROP_OLD","description":"Drops","runOrder":10,"policy":{"retries":5,"backoffSeconds":90,
                       "transientErrors":[-1653,1205],"maxStepSeconds":3600,"resumableSeconds":7200}}],
             "lanes":[LANE,{"wave":2,"database":"SALESPRD02","dialect":"mariadb","windows":[],"objects":["TABLE SALES.X"]}],
             "parameters":[{"name":"KEEP","value":"7","secret":false,"from":"all objects and instances"},
                           {"name":"KEEP","object":"SALES.CDR_OLD","secret":false,"from":"object"}],
             "missing":["its diagram has no step for the task DROP_OLD"],"leftOut":["task OTHER is disabled"]}
            """.replace("LANE", LANE);

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
    void a_plan_is_shown_with_what_it_comes_to_first() {
        server.on(REQUEST, 200, PLAN);

        assertThat(shell.dom("plan", "roll-off", "PROD", "--instance", "2")).isZero();

        assertThat(shell.out.toString().lines()).containsExactly(
                "roll-off in PROD, instance 2: 2 databases, 3 objects, 1 task; nothing was run",
                "Rolls off",
                "  waves     2, of 1, 1 databases",
                "  at once   at most 20 databases",
                "  stops     at the first errored database",
                "  duration  at most 1 h 30 min for each database",
                "  retries   3 from 10 s, where a task says nothing else",
                "missing, so that a run would fail:",
                "  its diagram has no step for the task DROP_OLD",
                "left out:",
                "  task OTHER is disabled",
                "",
                "ORDER  TASK      RETRIES                                    LIMITS                             DESCRIPTION",
                "   10  DROP_OLD  5 from 1 min 30 s, also after -1653, 1205  step 1 h 00 min, space 2 h 00 min  Drops",
                "",
                "PARAMETER  OBJECT         DEFINED FOR                VALUE",
                "KEEP       any other      all objects and instances  7",
                "KEEP       SALES.CDR_OLD  object                     (null)",
                "",
                "WAVE  DATABASE    DIALECT  AT ONCE  MAY BEGIN            OBJECTS IN RUN ORDER",
                "   1  SALESPRD01  mariadb        2  SAT 22:00-04:00 UTC  TABLE SALES.CDR_OLD, TABLE SALES.CDR_DATA",
                "   2  SALESPRD02  mariadb      any  always               TABLE SALES.X");
    }

    @Test
    void a_plan_of_a_thousand_databases_begins_with_its_summary_and_has_one_line_for_each() {
        String lanes = IntStream.range(0, 1000).mapToObj(i -> LANE.replace("SALESPRD01", "DB" + i))
                .collect(Collectors.joining(","));
        server.on(REQUEST, 200, PLAN.replace(LANE, lanes));

        assertThat(shell.onTerminal(120).dom("plan", "roll-off", "PROD", "--instance", "2")).isZero();

        assertThat(shell.out.toString().lines().findFirst().orElseThrow())
                .contains("roll-off in PROD, instance 2", ": 1,001 databases, 3 objects, 1 task; nothing was run");
        assertThat(shell.out.toString().lines()).hasSizeBetween(1020, 1030);
    }

    @Test
    void json_is_the_servers_answer() {
        server.on(REQUEST, 200, PLAN);
        assertThat(shell.dom("plan", "roll-off", "PROD", "--instance", "2", "--json")).isZero();
        assertThat(Json.parse(shell.out.toString())).isEqualTo(Json.parse(PLAN));
    }

    @Test
    void a_plan_that_the_server_refuses_is_told_with_its_code() {
        server.on("GET /api/plan?operation=roll-off&environment=PROD&instance=1", 409,
                "{\"code\":-20145,\"label\":\"DOM-20145\",\"detail\":\"nothing to run on\"}");
        assertThat(shell.dom("plan", "roll-off", "PROD")).isEqualTo(3);
        assertThat(shell.err.toString()).startsWith("DOM-20145 nothing to run on");
    }
}
