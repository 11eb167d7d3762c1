package org.domops.repository;

import java.util.List;

import org.domops.repository.fleetfile.FleetExport;
import org.domops.repository.fleetfile.FleetFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the repository back as a fleet file, disabled rows included. Applied to the same repository it changes nothing;
 * applied to an empty one it needs the values of secret parameters, which are never exported.
 *
 * <p>Not exported is what no fleet file can say: a disabled row left behind by another whose name differs in case only,
 * and a task that no operation has any more.
 */
@Component
public class ExportFleet {

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final RepositoryIdentity identity;
    private final FleetFileDiagrams diagrams;

    public ExportFleet(JdbcClient jdbc, PlatformTransactionManager transactions, RepositoryIdentity identity,
                       FleetFileDiagrams diagrams) {
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        // an apply in the middle must not show in one table and not in another
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        this.snapshot.setReadOnly(true);
        this.identity = identity;
        this.diagrams = diagrams;
    }

    public FleetExport export() {
        String repository = identity.uuid().toString();
        return snapshot.execute(status -> {
            StoredPlaces places = new StoredPlaces(jdbc);
            StoredPackages packages = new StoredPackages(jdbc);
            return FleetExport.of(repository, new FleetFile(
                    List.copyOf(places.environmentEntries().values()), List.copyOf(places.databaseEntries().values()),
                    List.copyOf(packages.entries().values()),
                    new StoredOperations(jdbc, places, packages, diagrams).entries(),
                    List.copyOf(places.objectEntries().values()), List.of()));
        });
    }
}
