package org.domops.delegate;

import org.domops.engine.HeldTokens;
import org.domops.engine.LaneToken;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.List;

/** Extends the leases of all lanes that a server works on. */
@Component
class LeaseExtension {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseExtension.class);

    private final HeldTokens tokens;
    private final LockExtension locks;
    private final WorkerProperties properties;

    LeaseExtension(HeldTokens tokens, LockExtension locks, WorkerProperties properties) {
        this.tokens = tokens;
        this.locks = locks;
        this.properties = properties;
    }

    /** Those whose token is being moved are left out. Throws nothing: the next heartbeat comes. */
    void extend(Collection<Lease> leases) {
        List<Lease> held = leases.stream().filter(Lease::hold).toList();
        try {
            together(held);
        } finally {
            held.forEach(Lease::release);
        }
    }

    /**
     * Puts a lane's own lock back on its token, which this server has fetched anew: its lease had ended, and nobody else had
     * taken it.
     *
     * @param fetched the token under the lock of the fetch
     * @return false: the lane has moved on, or is about to; the token is to be taken as any other
     */
    boolean keep(Lease lease, LaneToken fetched) {
        if (!lease.hold()) {
            return false;
        }
        try {
            return lease.of(fetched) && tokens.take(fetched.externalTaskId(),
                    fetched.workerId(), lease.token().workerId(), properties.lease().toMillis()).isPresent();
        } catch (RuntimeException e) {
            LOG.debug("The lock of {} could not be put back", fetched.procedure(), e);
            return false;
        } finally {
            lease.release();
        }
    }

    private void together(List<Lease> leases) {
        try {
            LockExtension.Extended extended = locks.extend(leases.stream().map(LeaseExtension::lock).toList());
            for (Lease lease : leases) {
                lease.told(lease.token(), !extended.still().contains(lock(lease)));
                if (extended.unknown().contains(lock(lease))) {
                    LOG.warn("The lease of {} in run {} could not be extended now", lease.token().procedure(), lease.token().runId());
                }
            }
        } catch (RuntimeException e) {
            // thrown, it would end the heartbeat for good
            if (!RepositoryOutage.in(e)) {
                LOG.warn("The leases could not be extended now", e);
            }
            leases.forEach(lease -> lease.told(lease.token(), true));
        }
    }

    private static HeldTokens.Lock lock(Lease lease) {
        return new HeldTokens.Lock(lease.token().externalTaskId(), lease.token().workerId());
    }
}
