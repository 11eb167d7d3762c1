package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;
import org.domops.target.Finding.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looking at a target before a run. */
abstract class CheckContract extends TargetContract {

    private static final String MISSING = "MISSING";

    private TargetFixture other;

    /** A schema in which DOM was never installed, with the privileges a DOM client has. */
    abstract TargetFixture emptySchema();

    /** Takes a privilege that DOM needs away from the empty schema's user. */
    abstract void revokeIndexFrom(TargetFixture empty);

    /** Locks the table as a whole until the connection is closed. */
    abstract Connection lockWhole(String table);

    /** All that the schema has: objects, and rows of DOM's tables. */
    abstract String contents(TargetFixture of);

    /** The probe with a mistake in a line of its body. */
    abstract String brokenProbe(int line);

    @AfterEach
    void forget() {
        other = null;
    }

    private CheckRequest request(String source, boolean compile) {
        return new CheckRequest(TargetFixture.REPOSITORY, lock(), List.of(PackageSource.of("PROBE", source)),
                List.of(new StateTable("PROBE_LOG", fixture.text("probe_log"))),
                List.of(new CheckedObject("TABLE", session.schema(), "PROBE_KEYS")), compile, TargetFixture.STAMP);
    }

    private List<Finding> check(CheckRequest request) {
        try (TargetSession checking = (other == null ? fixture : other).open()) {
            return checking.check(request);
        }
    }

    private static String of(List<Finding> findings, Level level, String subject) {
        return findings.stream().filter(finding -> finding.level() == level && finding.subject().equals(subject))
                .map(Finding::text).collect(Collectors.joining("\n"));
    }

    @Test
    void a_target_that_is_ready_has_no_warning_and_is_not_changed() {
        String before = contents(fixture);
        List<Finding> findings = check(request(fixture.text("probe"), true));

        assertThat(findings).as("all of them good").extracting(Finding::level).containsOnly(Level.OK);
        assertThat(findings).extracting(Finding::subject)
                .containsSubsequence("server", "identity", "privileges", "objects", "space", "code", "locks");
        assertThat(of(findings, Level.OK, "identity")).contains("registered for this repository");
        assertThat(of(findings, Level.OK, "code")).contains("DOM's own code is up to date", "package PROBE is installed and VALID");
        assertThat(of(findings, Level.OK, "objects")).contains("PROBE_KEYS: ").contains("SELECT").contains("DROP");
        assertThat(of(findings, Level.OK, "space")).startsWith("not known");
        assertThat(contents(fixture)).isEqualTo(before);
    }

    @Test
    void a_target_without_dom_tells_what_would_be_installed_and_stays_empty() {
        other = emptySchema();
        List<Finding> findings = check(request(fixture.text("probe"), false));

        assertThat(of(findings, Level.OK, "identity")).contains("not registered yet");
        assertThat(of(findings, Level.OK, "code")).contains("DOM's own code would be installed", "PROBE_LOG would be created",
                "package PROBE would be installed; whether it compiles is not known");
        assertThat(new Sql(other).rows("SHOW TABLES")).isEmpty();
    }

    @Test
    void a_missing_privilege_is_named() {
        other = emptySchema();
        revokeIndexFrom(other);
        assertThat(of(check(request(fixture.text("probe"), false)), Level.FAILURE, "privileges"))
                .isEqualTo("lacks INDEX on its own schema; create-client.sql grants what is needed");
    }

    @Test
    void another_server_or_repository_is_a_failure_that_tells_the_way_out() {
        String registered = sql.one("SELECT server_uid FROM DOM$TARGET");
        sql.run("UPDATE DOM$TARGET SET server_uid = 'another'");
        try {
            assertThat(of(check(request(fixture.text("probe"), false)), Level.FAILURE, "identity"))
                    .contains("another").contains(registered).contains("accept-database");
        } finally {
            sql.run("UPDATE DOM$TARGET SET server_uid = '" + registered + "'");
        }
        CheckRequest own = request(fixture.text("probe"), false);
        assertThat(of(check(new CheckRequest("foreign", own.laneLock(), own.packages(), own.stateTables(), own.objects(), false,
                TargetFixture.STAMP)),
                Level.FAILURE, "identity")).contains("foreign").contains(TargetFixture.REPOSITORY);
    }

    @Test
    void an_object_that_is_not_there_is_a_warning() {
        CheckRequest own = request(fixture.text("probe"), false);
        List<Finding> findings = check(new CheckRequest(own.repositoryUuid(), own.laneLock(), own.packages(), own.stateTables(),
                List.of(new CheckedObject("TABLE", "APP", MISSING), new CheckedObject("INDEX", "APP", MISSING)), false,
                TargetFixture.STAMP));
        assertThat(of(findings, Level.WARNING, "objects")).contains("TABLE APP.MISSING").contains("not there, or");
        assertThat(of(findings, Level.OK, "objects")).contains("INDEX APP.MISSING: not known");
    }

    @Test
    void changed_code_is_compiled_only_if_asked_and_leaves_nothing_behind() {
        String changed = fixture.text("probe").replace("completed for", "was completed for");
        String before = contents(fixture);
        assertThat(of(check(request(changed, false)), Level.OK, "code")).contains("not known without --compile");
        assertThat(of(check(request(changed, true)), Level.OK, "code")).contains("package PROBE would be installed, and compiles");
        assertThat(contents(fixture)).isEqualTo(before);
    }

    @Test
    void code_that_does_not_compile_is_a_failure_with_its_line_and_leaves_nothing_behind() {
        String before = contents(fixture);
        assertThat(of(check(request(brokenProbe(30), true)), Level.FAILURE, "code")).contains("package PROBE, line 30:");
        assertThat(contents(fixture)).isEqualTo(before);
        assertThat(session.call(step(1, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
    }

    @Test
    void while_a_step_runs_it_is_named_and_nothing_is_compiled() {
        TargetSession busy = fixture.open();
        inTheBackground(() -> busy.call(step(1, 1, "waits")));
        untilItRuns(1);
        List<Finding> findings = check(request(brokenProbe(30), true));
        assertThat(of(findings, Level.WARNING, "locks")).contains("at work here").contains(named(busy));
        assertThat(of(findings, Level.WARNING, "code")).contains("was not compiled now").contains("PROBE.waits");
        busy.abort();
    }

    @Test
    void a_running_branch_is_named_too() {
        TargetSession busy = fixture.open();
        inTheBackground(() -> busy.call(branch(1, 1, "waits")));
        untilItRuns(1);
        assertThat(of(check(request(fixture.text("probe"), false)), Level.WARNING, "locks")).contains("parallel").contains(named(busy));
        busy.abort();
    }

    @Test
    void an_object_that_is_locked_as_a_whole_is_a_warning() throws Exception {
        try (Connection holder = lockWhole("PROBE_KEYS")) {
            assertThat(of(check(request(fixture.text("probe"), false)), Level.WARNING, "locks"))
                    .contains("PROBE_KEYS is locked as a whole");
        }
    }
}
