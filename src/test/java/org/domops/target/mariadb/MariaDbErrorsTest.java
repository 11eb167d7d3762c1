package org.domops.target.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.domops.target.ErrorClass;
import org.domops.target.StepResult;
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

    private static Set<Integer> codes(String page, String from, String to) {
        String section = page.substring(page.indexOf(from), page.indexOf(to));
        return Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE).matcher(section).results()
                .map(row -> Integer.valueOf(row.group(1))).collect(Collectors.toSet());
    }

    @Test
    void the_page_on_errors_names_the_codes_that_are_transient_and_those_of_refused_logins() throws IOException {
        String page = Files.readString(Path.of("docs/errors.md"));
        assertThat(codes(page, "\nTransient:", "\nAuthentication:")).isEqualTo(MariaDbErrors.TRANSIENT);
        assertThat(codes(page, "\nAuthentication:", "\nCancelled:")).isEqualTo(MariaDbErrors.AUTHENTICATION);
    }

    private static boolean isTransient(int code, ErrorClass errorClass, Integer... also) {
        return new StepResult.Failed(code, "text", errorClass, false, false, "session", null).transientError(Set.of(also));
    }

    @Test
    void a_task_may_name_more_transient_errors_but_never_a_cancelled_statement_or_a_refused_login() {
        assertThat(isTransient(1205, ErrorClass.TRANSIENT)).isTrue();
        assertThat(isTransient(1114, ErrorClass.PERMANENT)).isFalse();
        assertThat(isTransient(1114, ErrorClass.PERMANENT, 1114)).isTrue();
        assertThat(isTransient(1317, ErrorClass.CANCELLED, 1317)).isFalse();
        assertThat(isTransient(1045, ErrorClass.AUTHENTICATION, 1045)).isFalse();
    }
}
