package org.domops.run;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.Instant;

import static org.awaitility.Awaitility.await;

/** A part of the start that is in one transaction for so many seconds, as on a machine that has no time for it. */
@Component
@ConditionalOnProperty("dom.test.slow-start")
class SlowStart implements ApplicationRunner {

    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Duration time;

    SlowStart(TransactionTemplate transaction, JdbcClient jdbc,
              @Value("${dom.test.slow-start}") Duration time) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.time = time;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(status -> {
            long before = runs();
            Instant end = Instant.now().plus(time);
            await().atMost(time.multipliedBy(2)).until(() -> Instant.now().isAfter(end));
            if (runs() != before) {
                throw new IllegalStateException("there was to be nothing at work");
            }
        });
    }

    private long runs() {
        return jdbc.sql("select count(*) from DOM$RUN_LOG").query(Long.class).single();
    }
}
