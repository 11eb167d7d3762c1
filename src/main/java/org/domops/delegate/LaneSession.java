package org.domops.delegate;

import org.domops.error.DomException;
import org.domops.target.InstallResult;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetSession;
import org.domops.target.Targets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A lane's one connection to its target. It lives from ITERATOR to ITERATOR, so that package state does; a new one is
 * opened after an install and for each object, so that no package state outlives either.
 */
final class LaneSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneSession.class);

    private final Targets targets;
    private final Supplier<TargetDatabase> access;
    private TargetDatabase database;
    private TargetSession session;
    private long objectId;
    private Map<String, String> installed = Map.of();

    /** @param access reads where the target is, when it is first needed: what is wrong there is the step's error */
    LaneSession(Targets targets, Supplier<TargetDatabase> access) {
        this.targets = targets;
        this.access = access;
    }

    /** @throws DomException when the database is not defined or disabled */
    TargetDatabase database() {
        if (database == null) {
            database = access.get();
        }
        return database;
    }

    /** Notes what the lane's install found or put on the target. */
    void installed(InstallResult result) {
        installed = result.items().stream().collect(Collectors.toMap(InstallResult.Item::name, InstallResult.Item::sha256,
                (first, second) -> second));
    }

    /** Of the package as this owner of the lane installed it; null: a former owner did. */
    String sha256(String packageName) {
        return installed.get(packageName);
    }

    /**
     * The session for an object; 0: for none.
     *
     * @throws DomException when the target can't be reached or refuses the login
     */
    TargetSession forObject(long id) {
        if (session != null && objectId != id) {
            close();
        }
        if (session == null) {
            session = targets.open(database());
            objectId = id;
        }
        return session;
    }

    /** Deletes the log rows of attempts from the target's buffer; call it only when they are durable in the repository. */
    void trim(long taskLogId, Set<Integer> attempts) {
        if (session == null) {
            return;
        }
        try {
            attempts.forEach(attempt -> session.trim(taskLogId, attempt));
        } catch (DomException e) {
            // the rows stay in the buffer: they are known by their attempt and are not pulled twice
            LOG.warn("The SQL log buffer of {} could not be trimmed: {}", database.name(), e.getMessage());
            abort();
        }
    }

    /** Throws the connection away. */
    void abort() {
        if (session != null) {
            session.abort();
            session = null;
        }
    }

    @Override
    public void close() {
        TargetSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
