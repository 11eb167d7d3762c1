package org.domops.repository;

import java.util.ArrayList;
import java.util.List;

import org.domops.repository.fleetfile.FleetFile;
import org.domops.repository.fleetfile.FleetMistakes;
import org.domops.repository.fleetfile.FleetUpload;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the repository what a fleet file says: new rows are inserted, different ones updated, and what is no longer in
 * the file is disabled or, where it is a mere assignment, deleted. The ids of rows stay. All in one transaction;
 * applying the same file again changes nothing.
 */
@Component
public class ApplyFleet {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final RepositoryIdentity identity;
    private final OperationDiagrams diagrams;

    public ApplyFleet(
            JdbcTemplate jdbc, PlatformTransactionManager transactions, RepositoryIdentity identity,
            OperationDiagrams diagrams) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.identity = identity;
        this.diagrams = diagrams;
    }

    /**
     * @return what was changed, in words, secrets masked; empty if nothing was
     * @throws FleetMistakes with all mistakes of the file, or of the diagrams; nothing is changed then
     */
    public List<String> apply(FleetUpload upload) {
        FleetFile file = FleetFile.parse(upload);
        identity.uuid();
        return transaction.execute(status -> {
            // two applies at once: the second waits here, and then sees all that the first did
            jdbc.queryForObject("select uuid from DOM$REPOSITORY where id = 1 for update", String.class);
            TableSync sync = new TableSync(jdbc);
            FleetRows places = FleetRows.apply(file, sync);
            OperationRows.apply(file, places, sync);
            List<String> changes = new ArrayList<>(sync.changes());
            changes.addAll(DiagramRows.apply(file, diagrams));
            return changes;
        });
    }
}
