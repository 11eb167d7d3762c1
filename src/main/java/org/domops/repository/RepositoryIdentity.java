package org.domops.repository;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The identity of this repository: a UUID that is made once, at the first start, and stays. */
@Component
public class RepositoryIdentity {

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    public RepositoryIdentity(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        // a refused insert must not spoil the caller's transaction
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Reads it, or makes it where there is none; of several servers that start at once, all get the same. */
    public UUID uuid() {
        return stored().orElseGet(() -> {
            try {
                ownTransaction.executeWithoutResult(status -> insert(UUID.randomUUID()));
            } catch (DuplicateKeyException e) {
                // another server was faster: its UUID is the repository's
                return ownTransaction.execute(status -> stored().orElseThrow());
            }
            return ownTransaction.execute(status -> stored().orElseThrow());
        });
    }

    /**
     * Another one from now on, for a repository that was restored or copied. In the caller's transaction.
     *
     * @param by who wants it
     * @param reason why
     */
    public UUID renew(String by, String reason) {
        UUID former = uuid();
        UUID next = UUID.randomUUID();
        jdbc.sql("update DOM$REPOSITORY set uuid = ? where id = 1").param(next.toString()).update();
        jdbc.sql("""
                insert into DOM$REPOSITORY_IDENTITIES (former_uuid, uuid, username, reason, changed_dttm)
                values (?, ?, ?, ?, ?)""")
                .params(former.toString(), next.toString(), by, reason, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return next;
    }

    private Optional<UUID> stored() {
        return jdbc.sql("select uuid from DOM$REPOSITORY where id = 1")
                .query((row, number) -> UUID.fromString(row.getString(1)))
                .optional();
    }

    private void insert(UUID uuid) {
        jdbc.sql("insert into DOM$REPOSITORY (id, uuid, created_dttm) values (1, ?, ?)")
                .params(uuid.toString(), OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }
}
