package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.domops.error.DomCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Taking a target as it is, by a person's order. */
abstract class AcceptanceContract extends TargetContract {

    private static final String OTHER = "00000000-0000-0000-0000-000000000001";

    /** A schema in which DOM was never installed. */
    abstract TargetFixture emptySchema();

    @AfterEach
    void register_as_before() {
        sql.run("UPDATE DOM$TARGET SET repository_uuid = '" + TargetFixture.REPOSITORY + "', server_uid = @@server_uid",
                "DELETE FROM DOM$TARGET_ACCEPTED");
    }

    @Test
    void a_clone_that_is_accepted_serves_the_same_repository_and_keeps_its_marks() {
        session.call(step(1, 1, "completes"));
        String server = sql.one("SELECT server_uid FROM DOM$TARGET");
        sql.run("UPDATE DOM$TARGET SET server_uid = 'the original'");

        assertThat(session.acceptIdentity(TargetFixture.REPOSITORY, TargetFixture.STAMP, "dba", "it is UAT's clone"))
                .isEqualTo(new Acceptance(server, "the original", TargetFixture.REPOSITORY, false));

        assertThat(session.call(step(1, 1, "completes")).collected()).isTrue();
        assertThat(sql.rows("SELECT accepted_by, reason, former_server_uid, server_uid FROM DOM$TARGET_ACCEPTED"))
                .containsExactly("dba|it is UAT's clone|the original|" + server);
    }

    @Test
    void marks_of_another_repository_are_not_taken_for_ones_own() {
        session.call(step(1, 1, "completes"));
        sql.run("UPDATE DOM$TARGET SET repository_uuid = '" + OTHER + "'");
        assertThat(catchThrowableOfType(TargetException.class, () -> session.call(step(1, 1, "completes"))).code())
                .isEqualTo(DomCode.IDENTITY_CHANGED);

        Acceptance acceptance = session.acceptIdentity(TargetFixture.REPOSITORY, TargetFixture.STAMP, "dba", "moved to a new repository");

        assertThat(acceptance.formerRepository()).isEqualTo(OTHER);
        assertThat(acceptance.cleared()).isTrue();
        session.install(fixture.request(RUN, "R", List.of()));
        assertThat(session.call(step(1, 1, "completes")).collected()).as("called now").isFalse();
        assertThat(sql.notes()).hasSize(2);
    }

    @Test
    void a_target_with_a_step_at_work_is_not_accepted() {
        TargetSession busy = fixture.open();
        inTheBackground(() -> busy.call(step(1, 1, "waits")));
        untilItRuns(1);
        TargetException refused = catchThrowableOfType(TargetException.class,
                () -> session.acceptIdentity(OTHER, TargetFixture.STAMP, "dba", "by mistake"));
        assertThat(refused.code()).isEqualTo(DomCode.INSTALL_BUSY);
        assertThat(refused).hasMessageContaining("PROBE.waits").hasMessageContaining(named(busy));
        assertThat(sql.one("SELECT repository_uuid FROM DOM$TARGET")).isEqualTo(TargetFixture.REPOSITORY);
        busy.abort();
    }

    @Test
    void a_target_that_dom_has_never_met_can_be_accepted_too() {
        TargetFixture empty = emptySchema();
        try (TargetSession other = empty.open()) {
            Acceptance acceptance = other.acceptIdentity(TargetFixture.REPOSITORY, TargetFixture.STAMP, "dba", "first of all");
            assertThat(acceptance.formerServer()).isNull();
            assertThat(acceptance.cleared()).isFalse();
            other.install(empty.request(RUN, "R", List.of()));
        }
        assertThat(new Sql(empty).one("SELECT repository_uuid FROM DOM$TARGET")).isEqualTo(TargetFixture.REPOSITORY);
    }
}
