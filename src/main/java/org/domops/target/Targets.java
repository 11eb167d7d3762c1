package org.domops.target;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.stereotype.Component;

/** The way to a target database. */
@Component
public class Targets {

    private final Map<String, Dialect> dialects;

    public Targets(List<Dialect> dialects) {
        this.dialects = new TreeMap<>(dialects.stream().collect(Collectors.toMap(Dialect::name, dialect -> dialect)));
    }

    /**
     * Logs in: one physical connection, no pool, since a lane's session keeps state.
     *
     * @throws TargetException CONNECT_FAILED, see {@link Dialect#open}
     * @throws DomException CREDENTIAL_MISSING, DIALECT_NOT_BUILT, or INVALID_REQUEST for a bad connect string
     */
    public TargetSession open(TargetDatabase database) {
        return dialect(database).open(database, password(database));
    }

    /**
     * Logs in to look at what the lanes' sessions do.
     *
     * @throws DomException as {@link #open}
     */
    public TargetMonitor monitor(TargetDatabase database) {
        return dialect(database).monitor(database, password(database));
    }

    private static String password(TargetDatabase database) {
        return new CredentialReference(database.credential()).password();
    }

    private Dialect dialect(TargetDatabase database) {
        Dialect dialect = dialects.get(database.dialect());
        if (dialect == null) {
            throw new DomException(DomCode.DIALECT_NOT_BUILT, database.name() + ": the " + database.dialect()
                    + " dialect is not built yet; this version of DOM knows " + String.join(", ", dialects.keySet()));
        }
        return dialect;
    }
}
