package org.domops.target.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.domops.target.ErrorClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MariaDbErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "1045, 28000, AUTHENTICATION", "4151, HY000, AUTHENTICATION", "1698, 28000, AUTHENTICATION",
        "1317, 70100, CANCELLED",
        "1205, HY000, TRANSIENT", "1213, 40001, TRANSIENT", "1040, 08004, TRANSIENT", "0, 08000, TRANSIENT", "1927, 70100, TRANSIENT",
        "1370, 42000, TRANSIENT",
        "1114, HY000, PERMANENT", "1146, 42S02, PERMANENT", "20100, 45000, PERMANENT", "1969, 70100, PERMANENT",
        "1049, 42000, PERMANENT"})
    void errors_are_classified(int code, String state, ErrorClass expected) {
        assertThat(MariaDbErrors.classify(code, state)).isEqualTo(expected);
    }

    @Test
    void raised_numbers_get_their_sign_back_and_others_stay() {
        assertThat(MariaDbErrors.visibleCode(20100)).isEqualTo(-20100);
        assertThat(MariaDbErrors.visibleCode(1114)).isEqualTo(1114);
        assertThat(MariaDbErrors.visibleCode(21000)).isEqualTo(21000);
    }

    @Test
    void what_the_driver_puts_before_a_message_is_taken_away() {
        assertThat(MariaDbErrors.text(new SQLException("(conn=17) The table 'T' is full"))).isEqualTo("The table 'T' is full");
        assertThat(MariaDbErrors.text(new SQLException())).isEqualTo("SQLException");
    }
}
