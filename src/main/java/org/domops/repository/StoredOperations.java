package org.domops.repository;

import org.domops.repository.fleetfile.DiagramFile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.domops.repository.fleetfile.OperationEntry;
import org.domops.repository.fleetfile.OperationEntry.StateTable;
import org.domops.repository.fleetfile.Place;
import org.domops.repository.fleetfile.RetryEntry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the operations as a fleet file has them, disabled ones too. */
final class StoredOperations {

    private static final Place NOWHERE = new Place("fleet.yaml", 1, 1);

    private final JdbcClient jdbc;
    private final StoredPackages packages;
    private final StoredOperationParts parts;
    private final FleetFileDiagrams diagrams;

    StoredOperations(JdbcClient jdbc, StoredPlaces places, StoredPackages packages, FleetFileDiagrams diagrams) {
        this.jdbc = jdbc;
        this.packages = packages;
        this.diagrams = diagrams;
        this.parts = new StoredOperationParts(jdbc, places);
    }

    List<OperationEntry> entries() {
        Map<Long, List<StateTable>> stateTables = packages.stateTables();
        return new ArrayList<>(Unambiguous.of(jdbc.sql("""
                        select o.id, o.name, o.package_id, o.description, o.duration, o.enabled, o.retries, o.backoff,
                               o.serial, o.parallel, o.waves, o.stop_threshold, i.package_id as iterator_id,
                               i.enabled as iterator_enabled,
                               (select count(*) from DOM$TASK_RUN_ORDER x where x.operation_id = o.id) as uses
                        from   DOM$OPERATIONS o
                        left join DOM$OPERATION_ITERATOR i on i.operation_id = o.id
                        order by o.id""")
                .query((row, n) -> {
                    long id = row.getLong("id");
                    Long iterator = row.getObject("iterator_id", Long.class);
                    String own = packages.entries().get(row.getLong("package_id")).name();
                    boolean enabled = "Y".equals(row.getString("enabled"));
                    // 'N' is what an operation that says nothing has
                    Boolean serial = "Y".equals(row.getString("serial")) ? Boolean.TRUE : null;
                    return new Unambiguous.Row<>(id, row.getString("name"), enabled, row.getLong("uses"),
                            new OperationEntry(NOWHERE, row.getString("name"), own,
                                    iterator == null ? own : packages.entries().get(iterator).name(),
                                    "Y".equals(row.getString("iterator_enabled")), row.getString("description"),
                                    StoredValues.duration(row, "duration"), StoredValues.control(row, serial),
                                    new RetryEntry(row.getObject("retries", Integer.class),
                                            StoredValues.duration(row, "backoff")),
                                    enabled, stateTables.getOrDefault(id, List.of()), parts.tasks(id),
                                    parts.instances(id), parts.environments(id), parts.objects(id),
                                    parts.parameters(id), diagrams.ofOperation(row.getString("name"))
                                            .map(drawn -> new DiagramFile(NOWHERE, drawn.fileName(), drawn.text()))
                                            .orElse(null)));
                })
                .list()).values());
    }
}
