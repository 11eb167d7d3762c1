package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.domops.error.DomCode;
import org.junit.jupiter.api.Test;

/** What install does, and what it leaves alone. */
abstract class InstallContract extends TargetContract {

    @Override
    final TargetFixture createFixture() {
        return createFixture("INSTALL_TEST");
    }

    /** A schema of that name, made anew, whose installs wait for others a few seconds only. */
    abstract TargetFixture createFixture(String schema);

    /** When each routine of the schema was last compiled, in the catalogue's words. */
    abstract List<String> compiled();

    /** Compiles another body under the package's name, as somebody at a SQL prompt would. */
    abstract void alterByHand(String packageName);

    abstract void dropByHand(String packageName);

    /** Specification and body of a package with a procedure {@code says} that writes the text into PROBE_LOG. */
    abstract String saying(String packageName, String text);

    /** As {@link #saying}, with a mistake in the given line of the source. */
    abstract String broken(String packageName, int line);

    private InstallRequest request(PackageSource... packages) {
        return new InstallRequest(TargetFixture.REPOSITORY, RUN, "R", "probe", 2, List.of(packages),
                List.of(new StateTable("PROBE_LOG", fixture.text("probe_log"))), List.of(), TargetFixture.NO_LANE, TargetFixture.STAMP);
    }

    private TargetException refusal(InstallRequest request) {
        return catchThrowableOfType(TargetException.class, () -> session.install(request));
    }

    private String said(String packageName) {
        sql.run("DELETE FROM PROBE_LOG");
        StepCall probe = step(System.nanoTime(), 1, "says");
        StepResult result = session.call(new StepCall(probe.taskLogId(), 1, probe.handle(), packageName, "says", List.of(),
                probe.lockName(), 0, null, null, 2, probe.repositoryUuid()));
        assertThat(result).isInstanceOf(StepResult.Completed.class);
        return sql.notes().get(0);
    }

    @Test
    void a_compile_error_names_package_line_and_text_and_nothing_is_recorded() {
        PackageSource good = PackageSource.of("GOOD", saying("good", "good"));
        TargetException refused = refusal(request(good, PackageSource.of("BAD", broken("bad", 9))));

        assertThat(refused.code()).isEqualTo(DomCode.COMPILE_ERROR);
        assertThat(refused).hasMessageContaining("package BAD").hasMessageContaining("line 9").hasMessageContaining("near");
        assertThat(sql.rows("SELECT name FROM DOM$INSTALLED_CODE WHERE name = 'BAD'")).isEmpty();
        assertThat(sql.rows("SELECT sha256 FROM DOM$INSTALLED_CODE WHERE name = 'GOOD'")).containsExactly(good.sha256());
        assertThat(said("GOOD")).isEqualTo("good");
    }

    @Test
    void a_package_that_no_longer_compiles_is_installed_again_once_it_does() {
        PackageSource old = PackageSource.of("MENDED", saying("mended", "old"));
        session.install(request(old));
        refusal(request(PackageSource.of("MENDED", broken("mended", 9))));
        assertThat(session.install(request(old)).items()).last()
                .isEqualTo(new InstallResult.Item("MENDED", old.sha256(), true));
        assertThat(said("MENDED")).isEqualTo("old");
    }

    @Test
    void a_source_that_creates_something_else_is_refused() {
        TargetException refused = refusal(request(PackageSource.of("EXPECTED", saying("another", "x"))));
        assertThat(refused.code()).isEqualTo(DomCode.COMPILE_ERROR);
        assertThat(refused).hasMessageContaining("EXPECTED");
    }

    @Test
    void a_schema_of_another_repository_is_not_touched() {
        List<String> before = compiled();
        TargetException refused = refusal(new InstallRequest("another", 99, "R", "probe", 1,
                List.of(PackageSource.of("FOREIGN", saying("foreign", "x"))), List.of(), List.of(), TargetFixture.NO_LANE, TargetFixture.STAMP));
        assertThat(refused.code()).isEqualTo(DomCode.IDENTITY_CHANGED);
        assertThat(refused).hasMessageContaining("another").hasMessageContaining(TargetFixture.REPOSITORY);
        assertThat(compiled()).isEqualTo(before);
        assertThat(sql.rows("SELECT * FROM DOM$RUN WHERE run_id = 99")).isEmpty();
    }

    @Test
    void after_a_refusal_the_next_install_of_another_session_does_not_wait() {
        refusal(request(PackageSource.of("BAD", broken("bad", 9))));
        try (TargetSession other = fixture.open()) {
            assertThat(other.install(request()).items()).isNotEmpty();
        }
    }

    @Test
    void an_unchanged_install_does_nothing() {
        InstallRequest request = request(PackageSource.of("GOOD", saying("good", "good")));
        session.install(request);
        List<String> before = compiled();
        String recorded = String.join(";", sql.rows("SELECT * FROM DOM$INSTALLED_CODE ORDER BY name"));
        // the catalogue's times are whole seconds
        await().until(() -> !sql.one("SELECT CURRENT_TIMESTAMP(0)").equals(before.stream().max(String::compareTo).get()));

        assertThat(session.install(request).items()).extracting(InstallResult.Item::name)
                .containsExactly("DOM", "PROBE_LOG", "GOOD");
        assertThat(session.install(request).items()).noneMatch(InstallResult.Item::installed);
        assertThat(compiled()).isEqualTo(before);
        assertThat(sql.rows("SELECT * FROM DOM$INSTALLED_CODE ORDER BY name")).hasToString("[" + recorded.replace(";", ", ") + "]");
    }

    @Test
    void a_changed_source_is_installed() {
        session.install(request(PackageSource.of("CHANGED", saying("changed", "first"))));
        assertThat(said("CHANGED")).isEqualTo("first");
        PackageSource second = PackageSource.of("CHANGED", saying("changed", "second"));
        assertThat(session.install(request(second)).items()).last()
                .isEqualTo(new InstallResult.Item("CHANGED", second.sha256(), true));
        assertThat(said("CHANGED")).isEqualTo("second");
    }

    @Test
    void a_package_that_was_altered_or_dropped_by_hand_is_installed_again() {
        InstallRequest request = request(PackageSource.of("GOOD", saying("good", "good")));
        session.install(request);
        alterByHand("good");
        assertThat(session.install(request).items()).last().extracting(InstallResult.Item::installed).isEqualTo(true);
        assertThat(said("GOOD")).isEqualTo("good");
        dropByHand("good");
        assertThat(session.install(request).items()).last().extracting(InstallResult.Item::installed).isEqualTo(true);
        assertThat(said("GOOD")).isEqualTo("good");
    }

    @Test
    void doms_own_code_is_mended_too_and_its_rows_stay() {
        session.call(step(1, 1, "no_such_procedure"));
        dropByHand("DOM$STEP");
        assertThat(catchThrowableOfType(TargetException.class, () -> session.call(step(2, 1, "says"))).code())
                .isEqualTo(DomCode.NOT_INSTALLED);
        assertThat(session.install(request()).items()).first().extracting(InstallResult.Item::installed).isEqualTo(true);
        assertThat(attempt(1, 1)).startsWith("E");
    }

    @Test
    void a_state_table_is_created_if_missing_and_never_dropped() {
        sql.run("INSERT INTO PROBE_LOG (text) VALUES ('kept')");
        session.install(new InstallRequest(TargetFixture.REPOSITORY, RUN, "R", "probe", 2, List.of(),
                List.of(new StateTable("PROBE_LOG", "this is not even SQL")), List.of(), TargetFixture.NO_LANE, TargetFixture.STAMP));
        assertThat(sql.notes()).containsExactly("kept");
        sql.run("DROP TABLE PROBE_LOG", "DROP TABLE PROBE_KEYS");
        assertThat(session.install(request()).items()).contains(
                new InstallResult.Item("PROBE_LOG", Sha256.of(fixture.text("probe_log")), true));
        assertThat(sql.notes()).isEmpty();
    }

    @Test
    void code_in_use_is_not_replaced_under_a_running_step() throws Exception {
        session.install(fixture.request(RUN, "R", List.of()));
        PackageSource changed = PackageSource.of("PROBE", fixture.text("probe").replace("completed for ", "changed for "));
        TargetSession worker = fixture.open();
        Future<StepResult> running = inTheBackground(() -> worker.call(step(1, 1, "works")));
        await().until(() -> sql.one("SELECT COUNT(*) FROM DOM$SQL_BUFFER WHERE status = 'R'").equals("1"));

        Future<InstallResult> install = inTheBackground(() -> session.install(request(changed)));
        await().until(() -> waitsForAStep() || install.isDone());
        assertThat(install).as("waits for the step").isNotDone();
        fixture.cancelStatement(worker);
        assertThat(running.get()).asInstanceOf(InstanceOfAssertFactories.type(StepResult.Failed.class))
                .extracting(StepResult.Failed::errorClass).isEqualTo(ErrorClass.CANCELLED);
        assertThat(install.get().items()).last().extracting(InstallResult.Item::installed).isEqualTo(true);
        assertThat(worker.call(step(2, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
        assertThat(sql.notes()).last().isEqualTo("changed for 57");
        worker.abort();
    }

    @Test
    void the_wait_for_a_running_step_is_bounded_and_names_its_session() throws Exception {
        session.install(fixture.request(RUN, "R", List.of()));
        PackageSource changed = PackageSource.of("PROBE", fixture.text("probe").replace("completed for ", "late for "));
        TargetSession worker = fixture.open();
        Future<StepResult> running = inTheBackground(() -> worker.call(step(1, 1, "works")));
        await().until(() -> sql.one("SELECT COUNT(*) FROM DOM$SQL_BUFFER WHERE status = 'R'").equals("1"));
        List<String> before = compiled();

        TargetException refused = refusal(request(changed));

        assertThat(refused.code()).isEqualTo(DomCode.INSTALL_BUSY);
        assertThat(refused.transientError()).isTrue();
        assertThat(refused).hasMessageContaining("package PROBE").hasMessageContaining("PROBE.works")
                .hasMessageContaining(worker.sessionId().replaceFirst(".* connection", "connection"));
        assertThat(compiled()).isEqualTo(before);
        assertThat(session.install(request(PackageSource.of("UNRELATED", saying("unrelated", "x")))).items()).last()
                .as("code that no step uses is not waited for").extracting(InstallResult.Item::installed).isEqualTo(true);
        fixture.cancelStatement(worker);
        assertThat(running.get()).isInstanceOf(StepResult.Failed.class);
        worker.abort();
    }

    @Test
    void two_first_installs_at_once_on_a_fresh_schema_both_succeed() throws Exception {
        TargetFixture fresh = createFixture("FRESH_TEST");
        InstallRequest request = fresh.request(RUN, "R", List.of());
        try (TargetSession one = fresh.open(); TargetSession two = fresh.open()) {
            Future<InstallResult> first = inTheBackground(() -> one.install(request));
            InstallResult second = two.install(request);
            long installed = Stream.concat(first.get().items().stream(), second.items().stream())
                    .filter(InstallResult.Item::installed).count();
            assertThat(installed).as("each part was installed by one of the two").isEqualTo(3);
        }
        assertThat(new Sql(fresh).rows("SELECT repository_uuid FROM DOM$TARGET")).containsExactly(TargetFixture.REPOSITORY);
    }

    @Test
    void rows_of_runs_long_past_are_forgotten_and_others_kept() {
        session.install(new InstallRequest(TargetFixture.REPOSITORY, 1, "R", "probe", 2, List.of(), List.of(),
                List.of(new Parameter("A", null, null, null, "old")), TargetFixture.NO_LANE, TargetFixture.STAMP));
        session.call(step(1, 1, "says"));
        session.call(step(2, 1, "says"));
        sql.run("UPDATE DOM$RUN SET pushed_dttm = pushed_dttm - INTERVAL 91 DAY WHERE run_id = 1",
                "UPDATE DOM$STEP_ATTEMPTS SET end_dttm = end_dttm - INTERVAL 91 DAY WHERE task_log_id = 1");
        session.install(request());
        assertThat(sql.rows("SELECT * FROM DOM$PARAMETERS WHERE run_id = 1")).isEmpty();
        assertThat(sql.rows("SELECT run_id FROM DOM$RUN WHERE run_id IN (1, 57)")).containsExactly("57");
        assertThat(sql.rows("SELECT task_log_id FROM DOM$STEP_ATTEMPTS")).containsExactly("2");
    }

    @Test
    void what_a_dying_server_left_in_the_buffer_of_a_run_that_is_over_is_swept_by_the_next_install() {
        session.install(request());
        session.call(step(1, 1, "says"));
        sql.run("INSERT INTO DOM$SQL_BUFFER (task_log_id, attempt, sql_text, status, preview, start_dttm) "
                + "VALUES (1, 1, 'DO 1', 'C', 'N', UTC_TIMESTAMP(6))");
        sweep(Set.of(4_711L));
        assertThat(sql.rows("SELECT sql_text FROM DOM$SQL_BUFFER")).as("its run is not known to be over").containsExactly("DO 1");
        sweep(Set.of(Long.parseLong(step(1, 1, "says").handle()), 4_711L));
        assertThat(sql.rows("SELECT sql_text FROM DOM$SQL_BUFFER")).isEmpty();
    }

    private void sweep(Set<Long> overRuns) {
        session.install(new InstallRequest(TargetFixture.REPOSITORY, 4_711, "R", "another", 1, List.of(), List.of(), List.of(),
                TargetFixture.NO_LANE, TargetFixture.STAMP, overRuns));
    }

    @Test
    void while_code_is_installed_no_step_is_opened() throws Exception {
        session.install(fixture.request(RUN, "R", List.of()));
        TargetException refused;
        try (AutoCloseable installing = installingElsewhere()) {
            refused = catchThrowableOfType(TargetException.class, () -> session.call(step(1, 1, "completes")));
        }
        assertThat(refused.code()).isEqualTo(DomCode.INSTALL_BUSY);
        assertThat(refused.transientError()).isTrue();
        assertThat(refused).hasMessageContaining("connection");
        assertThat(attempt(1, 1)).isEqualTo("none");
        assertThat(session.call(step(1, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
    }

    /** True when a session waits for the end of a step. */
    abstract boolean waitsForAStep();

    /** As if another session were in the middle of an install, until closed. */
    abstract AutoCloseable installingElsewhere();

    @Test
    void each_attempt_tells_which_source_it_ran_also_when_its_result_is_collected() {
        PackageSource old = PackageSource.of("TOLD", saying("told", "old"));
        PackageSource young = PackageSource.of("TOLD", saying("told", "young"));
        session.install(request(old));
        StepCall probe = step(1, 1, "says");
        StepCall first = new StepCall(1, 1, probe.handle(), "told", "says", List.of(), probe.lockName(), 0, null, null, 2,
                probe.repositoryUuid());
        StepCall second = new StepCall(2, 1, probe.handle(), "told", "says", List.of(), probe.lockName(), 0, null, null, 2,
                probe.repositoryUuid());
        assertThat(session.call(first).sha256()).isEqualTo(old.sha256());
        session.install(request(young));
        try (TargetSession other = fixture.open()) {
            assertThat(other.call(first)).isEqualTo(new StepResult.Completed(true, false, other.sessionId(), old.sha256()));
            assertThat(other.call(second)).isEqualTo(new StepResult.Completed(false, false, other.sessionId(), young.sha256()));
        }
    }
}
