package org.domops.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Map;

import org.domops.repository.fleetfile.FleetMistakes;
import org.domops.repository.fleetfile.FleetUpload;
import org.domops.repository.fleetfile.Mistake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UncheckedPackageTest {

    /** Compiles on MariaDB, and PMD's parser for Oracle stops at the type. */
    private static final String UNREADABLE = SampleFleet.resource("db/operations/roll_off/roll_off.mariadb.sql")
            .replaceFirst("PROCEDURE initial\\(p_handle VARCHAR2\\(64\\)\\)", "PROCEDURE initial(p_handle ENUM('a', 'b') @)");

    private final TestRepository repository = new TestRepository();

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void a_package_that_cannot_be_read_is_refused_and_the_way_round_is_named() {
        assertThatThrownBy(() -> repository.applying().apply(upload(""))).asInstanceOf(type(FleetMistakes.class))
                .satisfies(refused -> assertThat(refused.mistakes()).singleElement().satisfies(mistake -> {
                    assertThat(mistake.file()).isEqualTo("odd.sql");
                    assertThat(mistake.line()).isEqualTo(4);
                    assertThat(mistake.expected()).contains("'unchecked: true' of the package takes it unread");
                }));
    }

    @Test
    void an_unchecked_package_is_applied_with_a_warning_that_names_where_the_parser_stopped() {
        FleetDifference applied = repository.applying().apply(upload("\n    unchecked: true"));
        assertThat(applied.changes()).contains("package ROLL_OFF: added");
        assertThat(applied.warnings()).singleElement().asString()
                .startsWith("odd.sql:4:").contains("the package specification can't be read: ")
                .contains("package ROLL_OFF is unchecked");
        FleetDifference again = repository.applying().apply(upload("\n    unchecked: true"));
        assertThat(again.changes()).isEmpty();
        assertThat(again.warnings()).isEqualTo(applied.warnings());
    }

    @Test
    void an_unchecked_package_that_can_be_read_is_checked() {
        String readable = SampleFleet.resource("db/operations/roll_off/roll_off.mariadb.sql")
                .replaceAll("(?i)put_back", "put_bakc");
        assertThatThrownBy(() -> repository.applying().apply(new FleetUpload("/opt/fleet/fleet.yaml",
                upload("\n    unchecked: true").text(), Map.of("odd.sql", readable))))
                .asInstanceOf(type(FleetMistakes.class)).satisfies(refused -> assertThat(refused.mistakes())
                        .extracting(Mistake::message).singleElement().asString().contains("has no procedure PUT_BACK"));
    }

    private static FleetUpload upload(String keys) {
        return new FleetUpload("/opt/fleet/fleet.yaml", SampleFleet.with("  - name: roll_off\n    shipped: roll_off",
                "  - name: roll_off\n    sources: {mariadb: odd.sql}" + keys), Map.of("odd.sql", UNREADABLE));
    }
}
