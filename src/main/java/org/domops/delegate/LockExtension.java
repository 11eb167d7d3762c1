package org.domops.delegate;

import org.domops.engine.HeldTokens;
import org.domops.engine.HeldTokens.Lock;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Extends the locks of many tokens by the lease, in one transaction: of many that each asked for a connection the last ones
 * would get theirs when their leases had ended. One that is changed by somebody else at this moment costs none of the others
 * its lock.
 */
@Component
class LockExtension {

    private static final Logger LOG = LoggerFactory.getLogger(LockExtension.class);

    private final HeldTokens tokens;
    private final WorkerProperties properties;

    LockExtension(HeldTokens tokens, WorkerProperties properties) {
        this.tokens = tokens;
        this.properties = properties;
    }

    /**
     * @param still the locks that are there, for one more lease
     * @param unknown those that could not be extended now: the next heartbeat tells
     */
    record Extended(Set<Lock> still, Set<Lock> unknown) {
    }

    /** Throws what the repository's outage throws. */
    Extended extend(Collection<Lock> locks) {
        try {
            return new Extended(together(locks), Set.of());
        } catch (RuntimeException e) {
            RepositoryOutage.leave(e);
            return each(locks);
        }
    }

    private Extended each(Collection<Lock> locks) {
        Set<Lock> still = new HashSet<>();
        Set<Lock> unknown = new HashSet<>();
        for (Lock lock : locks) {
            try {
                still.addAll(together(List.of(lock)));
            } catch (RuntimeException e) {
                RepositoryOutage.leave(e);
                LOG.debug("The lock of external task {} could not be extended now", lock.externalTaskId(), e);
                unknown.add(lock);
            }
        }
        return new Extended(still, unknown);
    }

    private Set<Lock> together(Collection<Lock> locks) {
        return locks.isEmpty() ? Set.of() : tokens.extend(locks, properties.lease().toMillis());
    }
}
