package org.domops.check;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.OrderNumbers;
import org.domops.log.TargetStamps;
import org.domops.repository.Definitions;
import org.domops.repository.NamedDatabase;
import org.domops.repository.RepositoryIdentity;
import org.domops.repository.TargetAccess;
import org.domops.target.Acceptance;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetSession;
import org.domops.target.TargetStamp;
import org.domops.target.Targets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;

/** Takes a target as it is: after a clone, a restore, a move, or a change of the repository it serves. */
@Component
public class AcceptDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(AcceptDatabase.class);

    private final Definitions definitions;
    private final NamedDatabase databases;
    private final RepositoryIdentity identity;
    private final Targets targets;
    private final TargetStamps stamps;
    private final OrderNumbers numbers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public AcceptDatabase(Definitions definitions, NamedDatabase databases, RepositoryIdentity identity, Targets targets,
            TargetStamps stamps, OrderNumbers numbers, TransactionTemplate transaction, Clock clock) {
        this.definitions = definitions;
        this.databases = databases;
        this.identity = identity;
        this.targets = targets;
        this.stamps = stamps;
        this.numbers = numbers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param database e.g. SALESPRD02
     * @param by who wants it
     * @param reason why; not blank
     * @throws DomException INVALID_REQUEST without a reason; NOT_DEFINED; what {@link TargetSession#acceptIdentity} throws
     */
    public AcceptedDatabase accept(String database, String environment, String by, String reason) {
        if (reason == null || reason.isBlank()) {
            throw new DomException(DomCode.INVALID_REQUEST, "to accept " + database + " as it is needs a reason; it is kept");
        }
        TargetAccess access = databases.in(definitions.environment(environment), database);
        try (TargetSession session = targets.open(new TargetDatabase(access.databaseId(), access.name(), access.dialect(),
                access.connectString(), access.username(), access.credential()))) {
            // written down before and confirmed after, as at an installation: a crash in between wants the order once more
            TargetStamp stamp = transaction.execute(status -> stamps.renew(environment, access.name()));
            Acceptance acceptance = session.acceptIdentity(identity.uuid().toString(), stamp, by, reason.strip());
            transaction.executeWithoutResult(status -> {
                stamps.confirm(environment, access.name(), stamp.next(), clock.instant());
                numbers.forgetSeen(environment, access.name());
            });
            LOG.info("{} was accepted as it is by {}: {}. It was on server {} for repository {}, it is on server {} now",
                    access.name(), by, reason.strip(), acceptance.formerServer(), acceptance.formerRepository(),
                    acceptance.server());
            return new AcceptedDatabase(access.name(), environment, acceptance.server(), acceptance.formerServer(),
                    acceptance.formerRepository(), acceptance.cleared());
        }
    }
}
