package org.domops.repository;

import java.util.ArrayList;
import java.util.List;

import org.domops.error.DomCode;
import org.domops.error.DomException;
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
     * @return what was changed
     * @throws FleetMistakes with all mistakes of the file, or of the diagrams; nothing is changed then
     */
    public FleetDifference apply(FleetUpload upload) {
        return apply(upload, null);
    }

    /**
     * Applies a file whose difference from the repository somebody has seen.
     *
     * @param seen that difference's {@link FleetDifference#id()}; null: any
     * @throws DomException FLEET_CHANGED: the difference is another one by now; nothing is changed then
     * @throws FleetMistakes as {@link #apply(FleetUpload)}
     */
    public FleetDifference apply(FleetUpload upload, String seen) {
        FleetFile file = FleetFile.parse(upload);
        identity.uuid();
        return transaction.execute(status -> {
            // two applies at once: the second waits here, and then sees all that the first did
            jdbc.queryForObject("select uuid from DOM$REPOSITORY where id = 1 for update", String.class);
            FleetDifference difference = difference(file);
            if (seen != null && !seen.equals(difference.id())) {
                throw new DomException(DomCode.FLEET_CHANGED, "the repository, or the file, was changed since the "
                        + "difference was shown, so nothing was applied; expected the difference that was shown. The "
                        + "same command again shows the one that there is now");
            }
            return difference;
        });
    }

    /**
     * Tells what {@link #apply(FleetUpload)} would change, in the same words. It does all of it and rolls it
     * back, so that diagrams and whatever else the database or the engine would refuse are found, too.
     *
     * @throws FleetMistakes as {@link #apply(FleetUpload)}
     */
    public FleetDifference preview(FleetUpload upload) {
        FleetFile file = FleetFile.parse(upload);
        return transaction.execute(status -> {
            status.setRollbackOnly();
            return difference(file);
        });
    }

    private FleetDifference difference(FleetFile file) {
        TableSync sync = new TableSync(jdbc);
        FleetRows places = FleetRows.apply(file, sync);
        OperationRows.apply(file, places, sync);
        List<String> changes = new ArrayList<>(sync.changes());
        changes.addAll(DiagramRows.apply(file, diagrams));
        return new FleetDifference(changes, file.warnings());
    }
}
