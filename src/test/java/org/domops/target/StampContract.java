package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.domops.error.DomCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What repository and target leave with each other at each installation tells when one of them went back in time. */
abstract class StampContract extends TargetContract {

    private static final String NAME = "TESTPRD01 in TEST";

    /** A schema in which DOM was never installed. */
    abstract TargetFixture emptySchema();

    @BeforeEach
    void no_stamp() {
        sql.run("UPDATE DOM$TARGET SET stamp = NULL, stamp_number = NULL, known_as = NULL, stamped_dttm = NULL",
                "DELETE FROM DOM$STAMPS", "DELETE FROM DOM$PARAMETERS");
    }

    private static TargetStamp stamp(int number, String next, String... known) {
        return new TargetStamp(NAME, Set.of(known), number, next);
    }

    private InstallRequest request(TargetStamp stamp) {
        InstallRequest all = fixture.request(RUN, "R", List.of(new Parameter("A", null, null, null, stamp.next())));
        return new InstallRequest(all.repositoryUuid(), RUN, "R", all.operationName(), all.instance(), all.packages(),
                all.stateTables(), all.parameters(), all.lane(), stamp);
    }

    private void install(TargetStamp stamp) {
        session.install(request(stamp));
        assertThat(sql.one("SELECT value FROM DOM$PARAMETERS")).isEqualTo(stamp.next());
    }

    private TargetException refusal(TargetStamp stamp) {
        List<String> before = sql.rows("SELECT t.stamp, p.value FROM DOM$TARGET t LEFT JOIN DOM$PARAMETERS p ON 1 = 1");
        TargetException refused = catchThrowableOfType(TargetException.class, () -> session.install(request(stamp)));
        assertThat(refused).as("refused").isNotNull();
        assertThat(sql.rows("SELECT t.stamp, p.value FROM DOM$TARGET t LEFT JOIN DOM$PARAMETERS p ON 1 = 1")).isEqualTo(before);
        // a session that has checked is good for nothing else
        TargetSession checking = fixture.open();
        String found = checking.check(new CheckRequest(TargetFixture.REPOSITORY, lock(), List.of(), List.of(), List.of(), false,
                stamp)).stream().filter(finding -> finding.level() == Finding.Level.FAILURE).map(Finding::text).toList().toString();
        checking.close();
        assertThat(found).as("dom check").contains(String.valueOf(refused.code().number()));
        return refused;
    }

    private String left() {
        return sql.one("SELECT stamp, stamp_number, known_as FROM DOM$TARGET");
    }

    @Test
    void each_installation_leaves_the_next_stamp() {
        install(stamp(0, "first"));
        assertThat(left()).isEqualTo("first|1|" + NAME);
        install(stamp(1, "second", "first"));
        assertThat(left()).isEqualTo("second|2|" + NAME);
    }

    @Test
    void a_crash_between_the_stamp_on_the_target_and_its_record_in_the_repository_refuses_nothing() {
        install(stamp(0, "first"));
        install(stamp(0, "first"));
        install(stamp(1, "second", "first"));
        install(stamp(1, "second", "first"));
        assertThat(left()).isEqualTo("second|2|" + NAME);
    }

    @Test
    void an_installation_that_others_have_overtaken_is_let_in_and_takes_no_stamp_back() {
        install(stamp(1, "second"));
        install(stamp(2, "third", "second"));
        install(stamp(1, "second", "first"));
        assertThat(left()).isEqualTo("third|3|" + NAME);
    }

    @Test
    void a_restored_target_is_refused_until_it_is_accepted_and_keeps_its_marks_then() {
        session.call(step(1, 1, "completes"));
        install(stamp(4, "fifth"));
        TargetException refused = refusal(stamp(7, "eighth", "seventh"));
        assertThat(refused.code()).isEqualTo(DomCode.TARGET_RESTORED);
        assertThat(refused).hasMessageContaining("stamp 5").hasMessageContaining("stamp 7").hasMessageContaining(NAME)
                .hasMessageContaining("dom accept-database");

        assertThat(session.acceptIdentity(TargetFixture.REPOSITORY, stamp(7, "eighth", "seventh"), "dba", "restored").cleared())
                .isFalse();
        assertThat(session.call(step(1, 1, "completes")).collected()).isTrue();
        install(stamp(8, "ninth", "eighth"));
    }

    @Test
    void a_restored_repository_is_refused_with_what_to_do() {
        install(stamp(4, "fifth"));
        TargetException refused = refusal(stamp(2, "other third", "second"));
        assertThat(refused.code()).isEqualTo(DomCode.REPOSITORY_RESTORED);
        assertThat(refused).hasMessageContaining("stamp 5").hasMessageContaining("stamp 2")
                .hasMessageContaining("dom repository new-identity");
        assertThat(refusal(stamp(0, "other first")).code()).as("a backup from before the first run")
                .isEqualTo(DomCode.REPOSITORY_RESTORED);
    }

    @Test
    void of_two_copies_of_a_repository_the_second_to_come_is_refused_and_its_marks_are_not_the_others() {
        session.call(step(1, 1, "completes"));
        install(stamp(1, "second of the copy"));
        TargetException refused = refusal(stamp(2, "third", "second"));
        assertThat(refused.code()).isEqualTo(DomCode.REPOSITORY_RESTORED);
        assertThat(refused).hasMessageContaining("copy");

        assertThat(session.acceptIdentity(TargetFixture.REPOSITORY, stamp(2, "third", "second"), "dba", "the copy is gone").cleared())
                .as("what the copy has marked is deleted").isTrue();
        install(stamp(3, "fourth", "third"));
        assertThat(session.call(step(1, 1, "completes")).collected()).isFalse();
    }

    @Test
    void one_schema_under_two_names_is_refused_under_the_second_and_both_are_named() {
        install(stamp(0, "first"));
        TargetStamp second = new TargetStamp("OTHERPRD02 in PROD", Set.of(), 0, "of the other");
        TargetException refused = refusal(second);
        assertThat(refused.code()).isEqualTo(DomCode.KNOWN_BY_ANOTHER_NAME);
        assertThat(refused).hasMessageContaining(NAME).hasMessageContaining("OTHERPRD02 in PROD")
                .hasMessageContaining("dom accept-database");

        session.acceptIdentity(TargetFixture.REPOSITORY, second, "dba", "it was renamed");
        assertThat(refusal(stamp(1, "second", "first")).code()).isEqualTo(DomCode.KNOWN_BY_ANOTHER_NAME);
    }

    @Test
    void a_schema_that_was_made_anew_is_refused_and_nothing_is_made_in_it() {
        TargetFixture empty = emptySchema();
        InstallRequest request = request(stamp(3, "fourth", "third"));
        try (TargetSession other = empty.open()) {
            TargetException refused = catchThrowableOfType(TargetException.class, () -> other.install(request));
            assertThat(refused.code()).isEqualTo(DomCode.TARGET_RESTORED);
            assertThat(refused).hasMessageContaining("made anew").hasMessageContaining(NAME);
            assertThat(new Sql(empty).rows("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"))
                    .isEmpty();
            other.acceptIdentity(TargetFixture.REPOSITORY, stamp(3, "fourth", "third"), "dba", "a new server");
            other.install(request(stamp(4, "fifth", "fourth")));
        }
    }
}
