package org.domops.error;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

class CausesTest {

    private final IOException reason = new IOException("no space left");
    private final Exception error = new IllegalStateException("the commit failed", new SQLException("general error", reason));

    @Test
    void an_error_is_its_own_first_cause() {
        assertThat(Causes.of(error)).containsExactly(error, error.getCause(), reason);
        assertThat(Causes.first(IllegalStateException.class, error)).containsSame((IllegalStateException) error);
        assertThat(Causes.innermost(reason)).isSameAs(reason);
    }

    @Test
    void the_innermost_says_the_reason() {
        assertThat(Causes.reason(error)).isEqualTo("no space left");
        assertThat(Causes.first(UncheckedIOException.class, error)).isEmpty();
    }

    @Test
    void an_innermost_that_says_nothing_is_told_by_its_class() {
        assertThat(Causes.reason(new IllegalStateException("outer", new NullPointerException()))).isEqualTo("NullPointerException");
    }
}
