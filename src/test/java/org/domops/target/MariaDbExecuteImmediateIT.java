package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.domops.target.mariadb.MariaDbFixture;
import org.junit.jupiter.api.Test;

class MariaDbExecuteImmediateIT extends ExecuteImmediateContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("EXECUTE_TEST");
    }

    @Override
    String alterSession() {
        return "set session group_concat_max_len = 4711, lc_time_names = 'de_DE'";
    }

    @Override
    String settingQuery() {
        return "SELECT @@group_concat_max_len || ' ' || @@lc_time_names";
    }

    @Override
    List<String> settingValues() {
        return List.of("4711 de_DE", "1048576 en_US");
    }

    @Test
    void a_changed_sql_mode_is_undone_too() {
        String mode = "INSERT INTO PROBE_LOG (text) SELECT @@sql_mode";
        session.call(step(1, 1, "runs", mode));
        session.call(step(2, 1, "runs_with", "SET sql_mode = 'ANSI'", "DO 1"));
        session.call(step(3, 1, "runs_with", "SET sql_mode = ''", mode));
        session.call(step(4, 1, "runs", mode));
        assertThat(sql.notes()).hasSize(3);
        assertThat(sql.notes().get(2)).isEqualTo(sql.notes().get(0)).contains("ORACLE");
    }
}
