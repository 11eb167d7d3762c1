package org.domops.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class RepositoryIdentityTest {

    private static final String OTHER = "11111111-2222-3333-4444-555555555555";

    private final TestRepository repository = new TestRepository();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void close() {
        threads.shutdownNow();
        repository.close();
    }

    @Test
    void starts_at_the_same_time_all_get_the_same_identity() throws Exception {
        CyclicBarrier start = new CyclicBarrier(8);
        Callable<UUID> one = () -> {
            start.await();
            return repository.identity.uuid();
        };
        List<Future<UUID>> all = threads.invokeAll(Collections.nCopies(8, one));
        Set<UUID> different = new HashSet<>();
        for (Future<UUID> uuid : all) {
            different.add(uuid.get());
        }
        assertThat(different).hasSize(1);
    }

    @Test
    void the_one_who_comes_second_takes_the_identity_that_the_first_has_not_yet_committed() throws Exception {
        try (Connection first = repository.dataSource.getConnection(); Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.executeUpdate("insert into DOM$REPOSITORY values (1, '" + OTHER + "', current_timestamp)");
            Future<UUID> second = threads.submit(repository.identity::uuid);
            await().until(() -> repository.id("select count(*) from "
                    + "information_schema.sessions where executing_statement like 'insert into DOM$REPOSITORY (id%'") == 1);
            first.commit();
            assertThat(second.get(10, TimeUnit.SECONDS)).hasToString(OTHER);
        }
    }

    @Test
    void the_identity_stays_even_if_the_transaction_that_asked_first_rolls_back() {
        UUID[] seen = new UUID[1];
        new TransactionTemplate(repository.transactions).executeWithoutResult(status -> {
            seen[0] = repository.identity.uuid();
            status.setRollbackOnly();
        });
        assertThat(repository.identity.uuid()).isEqualTo(seen[0]);
        assertThat(repository.jdbc.sql("select created_dttm from DOM$REPOSITORY")
                .query(OffsetDateTime.class).single()).isEqualTo("2026-11-21T02:00:00Z");
    }
}
