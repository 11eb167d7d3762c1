package org.domops.delegate;

import org.domops.engine.HeldTokens;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneKey;
import org.domops.log.WorkerRow;
import org.domops.log.Workers;
import org.domops.repository.RunRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The server's side of the heartbeat of workers outside of it: one request extends all leases of a worker. */
@Component
public class WorkerBeats {

    /** What worker and server say to each other; another number: they don't understand each other. */
    public static final int PROTOCOL = 1;
    private static final Logger LOG = LoggerFactory.getLogger(WorkerBeats.class);

    private final HeldTokens tokens;
    private final LockExtension locks;
    private final LaneOrders orders;
    private final Workers workers;
    private final RunRules rules;
    private final WorkerProperties properties;
    private final Clock clock;

    /** A lock, and whose lane it is. */
    public record Held(String externalTaskId, String workerId, long runId, long databaseId) {
    }

    /**
     * @param site null: none
     * @param lanes at most so many at once
     * @param held the locks that are to be extended
     * @param running on how many lanes it works
     */
    public record Beat(int protocol, String name, String site, int lanes, int running, List<Held> held) {

        public Beat {
            held = held == null ? List.of() : List.copyOf(held);
        }
    }

    /**
     * @param lost ids of external tasks that are another's now, or gone
     * @param cancelling of the worker's lanes, those that are to be cancelled
     * @param forced those that were cancelled without the target's confirmation
     */
    public record Answer(long leaseMillis, long heartbeatMillis, long stopTimeoutMillis, Set<String> lost, Set<LaneKey> cancelling,
                         Set<LaneKey> forced) {
    }

    WorkerBeats(HeldTokens tokens, LockExtension locks, LaneOrders orders, Workers workers, RunRules rules,
                WorkerProperties properties, Clock clock) {
        this.tokens = tokens;
        this.locks = locks;
        this.orders = orders;
        this.workers = workers;
        this.rules = rules;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A worker begins.
     *
     * @throws DomException INVALID_REQUEST, OTHER_VERSION; UNKNOWN_SITE when no database is at its site
     */
    public Answer begin(Beat beat) {
        if (beat.protocol() != PROTOCOL) {
            throw new DomException(DomCode.OTHER_VERSION, "the worker speaks version " + beat.protocol()
                    + " of the workers' protocol, the server version " + PROTOCOL + "; expected both of one version of DOM");
        }
        List<String> sites = rules.sites();
        if (beat.site() != null && !sites.contains(beat.site())) {
            throw new DomException(DomCode.UNKNOWN_SITE, "no database is at site " + beat.site() + "; expected "
                    + (sites.isEmpty() ? "a database with 'site: " + beat.site() + "' in the fleet file"
                            : "one of " + String.join(", ", sites)));
        }
        Answer answer = beat(beat);
        LOG.info("Worker {}{} is there, for {} lanes", beat.name(), beat.site() == null ? "" : " of site " + beat.site(), beat.lanes());
        return answer;
    }

    /** Extends the leases, and tells what the worker has to know of its lanes. */
    public Answer beat(Beat beat) {
        require(beat);
        workers.contact(new WorkerRow(beat.name(), false, beat.site(), beat.lanes(), beat.running(), clock.instant()));
        // of those that are not known now it is found out when the step's end is recorded
        LockExtension.Extended extended = locks.extend(beat.held().stream().map(WorkerBeats::lock).toList());
        Set<String> lost = beat.held().stream().map(WorkerBeats::lock)
                .filter(lock -> !extended.still().contains(lock) && !extended.unknown().contains(lock))
                .map(HeldTokens.Lock::externalTaskId).collect(Collectors.toUnmodifiableSet());
        Set<LaneKey> own = Set.copyOf(beat.held().stream().map(held -> new LaneKey(held.runId(), held.databaseId())).toList());
        return new Answer(properties.lease().toMillis(), properties.heartbeat().toMillis(), properties.stopTimeout().toMillis(),
                lost, own.isEmpty() ? Set.of() : Set.copyOf(orders.cancelling().stream().filter(own::contains).toList()),
                lost.isEmpty() ? Set.of() : Set.copyOf(own.stream().filter(orders::forced).toList()));
    }

    /** The worker has stopped in good order; the lanes whose steps it leaves behind can be continued at once. */
    public void end(Beat beat) {
        require(beat);
        beat.held().forEach(held -> tokens.giveBack(held.externalTaskId(), held.workerId()));
        workers.stopped(beat.name(), clock.instant());
        LOG.info("Worker {} has stopped{}", beat.name(), beat.held().isEmpty() ? "" : " and left the steps of "
                + beat.held().size() + (beat.held().size() == 1 ? " lane" : " lanes") + " to be continued");
    }

    private static HeldTokens.Lock lock(Held held) {
        return new HeldTokens.Lock(held.externalTaskId(), held.workerId());
    }

    private static void require(Beat beat) {
        if (beat.name() == null || !beat.name().matches("[\\w.@:-]{1,100}")) {
            throw new DomException(DomCode.INVALID_REQUEST, "a worker's name is '" + beat.name()
                    + "'; expected 1 to 100 letters, digits and . _ - @ :");
        }
        if (beat.site() != null && !beat.site().matches("[\\w-]{1,30}")) {
            throw new DomException(DomCode.INVALID_REQUEST, "a site's name is '" + beat.site()
                    + "'; expected at most 30 letters, digits, _ and -");
        }
        if (beat.held().stream().anyMatch(held -> held.externalTaskId() == null || held.workerId() == null)) {
            throw new DomException(DomCode.INVALID_REQUEST, "a lock of worker " + beat.name()
                    + " has no id; expected externalTaskId and workerId of each");
        }
    }
}
