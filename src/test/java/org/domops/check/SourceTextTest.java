package org.domops.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {

    private static Map<String, Boolean> parameters(String body) {
        return ReadParameters.in(SourceText.of("CREATE PACKAGE BODY p AS PROCEDURE a(p_handle VARCHAR2) AS BEGIN " + body
                + " END; END;", false));
    }

    @Test
    void comments_are_left_out_and_every_piece_keeps_its_line_and_column() {
        SourceText text = SourceText.of("a -- 'x'\n /* b\n c */ \"D e\" := 'it''s' ;", false);
        assertThat(text.tokens()).containsExactly(
                new Token(1, 1, Token.Kind.WORD, "a"), new Token(3, 7, Token.Kind.WORD, "D e"),
                new Token(3, 13, Token.Kind.SYMBOL, ":="), new Token(3, 16, Token.Kind.TEXT, "it''s"),
                new Token(3, 24, Token.Kind.SYMBOL, ";"));
    }

    @Test
    void a_backslash_escapes_on_mariadb_alone_and_q_quotes_on_oracle_alone() {
        assertThat(SourceText.of("'a\\'; b", false).tokens()).extracting(Token::text).containsExactly("a\\", ";", "b");
        assertThat(SourceText.of("'a\\'; b' c", true).tokens()).extracting(Token::text).containsExactly("a\\'; b", "c");
        assertThat(SourceText.of("q'[it's]' x", false).tokens()).extracting(Token::text).containsExactly("it's", "x");
        assertThat(SourceText.of("# no\nyes", true).tokens()).extracting(Token::text).containsExactly("yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "/*", "q'", "q'[", "--", "'a''", "`", "'\\", "/*/"})
    void a_text_that_breaks_off_is_read_to_its_end(String text) {
        assertThat(SourceText.of(text, true).tokens()).hasSizeLessThanOrEqualTo(3);
        assertThat(SourceText.of(text, false).tokens()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void parameters_are_known_by_the_name_that_stands_in_the_source() {
        assertThat(parameters("x := DOM.get_num_param(p_handle, 'keep', a || ',' || f(b, 'NO'));")).isEqualTo(Map.of("KEEP", true));
        assertThat(parameters("x := dom.get_date_param(p_name => 'DAY', p_handle => p_handle);")).isEqualTo(Map.of("DAY", true));
        assertThat(parameters("x := DOM.get_string_param(p_handle, 'PRE' || y); -- get_num_param(a, 'NOT_ME')")).isEmpty();
        assertThat(parameters("x := DOM.get_string_param('A', v_name);")).isEmpty();
    }

    @Test
    void a_parameter_that_is_read_under_an_exception_handler_may_be_missing() {
        assertThat(parameters("x := DOM.get_num_param(p_handle, 'KEEP'); EXCEPTION WHEN OTHERS THEN x := 1;"))
                .isEqualTo(Map.of("KEEP", false));
    }
}
