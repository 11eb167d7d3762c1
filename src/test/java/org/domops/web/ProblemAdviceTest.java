package org.domops.web;

import org.domops.error.DomCode;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

import java.io.IOException;
import java.net.SocketException;
import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemAdviceTest {

    private final ProblemAdvice advice = new ProblemAdvice();
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void a_client_that_has_gone_is_no_error_and_gets_no_answer() {
        assertThat(advice.unexpected(new AsyncRequestNotUsableException("failed to flush", new IOException("Connection reset by peer")),
                request)).isNull();
    }

    @Test
    void a_request_whose_connection_the_pool_has_taken_away_met_an_outage() {
        ResponseEntity<Problem> answer = advice.unexpected(new DataAccessResourceFailureException("no answer",
                new SQLException("Connection is closed")), request);
        assertThat(answer.getBody().code()).isEqualTo(DomCode.REPOSITORY_UNAVAILABLE.number());
    }

    @Test
    void a_repository_whose_connection_was_reset_is_one() {
        ResponseEntity<Problem> answer = advice.unexpected(new DataAccessResourceFailureException("no connection",
                new SocketException("Connection reset")), request);
        assertThat(answer.getBody().code()).isEqualTo(DomCode.INTERNAL.number());
    }
}
