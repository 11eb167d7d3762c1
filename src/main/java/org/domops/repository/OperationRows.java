package org.domops.repository;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.domops.repository.fleetfile.ControlEntry;
import org.domops.repository.fleetfile.FleetFile;
import org.domops.repository.fleetfile.FleetMistakes;
import org.domops.repository.fleetfile.Mistake;
import org.domops.repository.fleetfile.OperationEntry;
import org.domops.repository.fleetfile.OperationEntry.Parameter;
import org.domops.repository.fleetfile.StepEntry;

/** Applies the operations and what is assigned to them. */
final class OperationRows {

    private final List<OperationEntry> entries;
    private final FleetRows places;
    private final PackageRows packages;
    private final TableSync sync;
    private final DefinitionRows operations;

    private OperationRows(FleetFile file, FleetRows places, TableSync sync) {
        this.entries = file.operations();
        this.places = places;
        this.sync = sync;
        this.packages = new PackageRows(file, sync);
        this.operations = operations();
    }

    static void apply(FleetFile file, FleetRows places, TableSync sync) {
        OperationRows rows = new OperationRows(file, places, sync);
        rows.applyIterators();
        rows.applyStateTables();
        rows.applyRunOrder();
        rows.applyInstances();
        rows.applyDatabases();
        rows.applyEnvironments();
        rows.applyObjects();
        rows.applyParameters();
    }

    private DefinitionRows operations() {
        WantedRows rows = new WantedRows(DefinitionTables.OPERATIONS, key -> "operation " + key.get(0));
        for (OperationEntry entry : entries) {
            ControlEntry control = entry.control();
            rows.add(entry.name(), packages.id(entry.packageName()), entry.description(), seconds(entry.duration()),
                    Boolean.TRUE.equals(control.serial()), control.parallel(), text(control.waves()),
                    text(control.stopThreshold()), entry.retry().retries(), seconds(entry.retry().backoff()),
                    entry.enabled());
        }
        return sync.apply(rows);
    }

    private void applyIterators() {
        WantedRows rows = new WantedRows(DefinitionTables.OPERATION_ITERATOR,
                key -> "iterator of " + name(key.get(0)));
        entries.forEach(entry -> rows.add(id(entry), packages.id(entry.iteratorPackage()), entry.iteratorEnabled()));
        sync.apply(rows);
    }

    private void applyStateTables() {
        WantedRows rows = new WantedRows(DefinitionTables.STATE_TABLES,
                key -> "state table " + key.get(1) + " of " + name(key.get(0)) + " for " + key.get(2));
        entries.forEach(entry -> entry.stateTables().forEach(table -> table.sources().forEach(source ->
                rows.add(id(entry), table.name(), source.dialect(), source.fileName(), source.text()))));
        sync.apply(rows);
    }

    private void applyRunOrder() {
        WantedRows rows = new WantedRows(DefinitionTables.TASK_RUN_ORDER,
                key -> "task " + packages.taskLabel(key.get(1)) + " of " + name(key.get(0)));
        entries.forEach(entry -> entry.tasks().forEach(task -> {
            StepEntry step = task.step();
            rows.add(id(entry), packages.taskId(entry.packageName(), task.procedure()), task.runOrder(),
                    step.retry().retries(), seconds(step.retry().backoff()), codes(step), seconds(step.resumable()),
                    seconds(step.ddlLockTimeout()), seconds(step.maxStepTime()), task.enabled());
        }));
        sync.apply(rows);
    }

    private void applyInstances() {
        WantedRows rows = new WantedRows(DefinitionTables.OPERATION_INSTANCE,
                key -> "instance " + key.get(1) + " of " + name(key.get(0)));
        entries.forEach(entry -> entry.instances().forEach(instance ->
                rows.add(id(entry), instance.instance(), instance.description(), instance.enabled())));
        sync.apply(rows);
    }

    private void applyDatabases() {
        WantedRows rows = new WantedRows(DefinitionTables.OPERATION_DATABASES, key -> "database "
                + places.databaseLabel(key.get(2)) + " of " + name(key.get(0)) + " instance " + key.get(1));
        entries.forEach(entry -> entry.instances().forEach(instance -> instance.databases().forEach(on ->
                rows.add(id(entry), instance.instance(), places.databaseId(on.label()), on.enabled()))));
        sync.apply(rows);
    }

    private void applyEnvironments() {
        WantedRows rows = new WantedRows(DefinitionTables.OPERATION_ENVIRONMENTS,
                key -> "operation " + name(key.get(0)) + " in " + places.environmentName(key.get(1)));
        entries.forEach(entry -> entry.environments().forEach(in ->
                rows.add(id(entry), places.environmentId(in.environment()), seconds(in.duration()),
                        in.control().serial(), in.control().parallel(), text(in.control().waves()),
                        text(in.control().stopThreshold()), in.enabled())));
        sync.apply(rows);
    }

    private void applyObjects() {
        WantedRows rows = new WantedRows(DefinitionTables.OPERATION_OBJECTS,
                key -> "object " + places.objectLabel(key.get(1)) + " of " + name(key.get(0)));
        entries.forEach(entry -> entry.objects().forEach(on ->
                rows.add(id(entry), places.objectId(on.object()), on.runOrder(), on.enabled())));
        sync.apply(rows);
    }

    private void applyParameters() {
        WantedRows rows = new WantedRows(DefinitionTables.PARAMETERS, key -> "parameter " + key.get(2) + " of "
                + name(key.get(0)) + " in " + places.environmentName(key.get(1))
                + (key.get(3) == null ? "" : " for " + places.objectLabel(key.get(3)))
                + (key.get(4) == null ? "" : " of instance " + key.get(4)));
        List<Parameter> all = new ArrayList<>();
        entries.forEach(entry -> entry.parameters().forEach(parameter -> {
            rows.add(id(entry), places.environmentId(parameter.environment()), parameter.name(),
                    parameter.object() == null ? null : places.objectId(parameter.object()), parameter.instance(),
                    parameter.valueKept() ? WantedRows.KEPT : parameter.value(), parameter.secret(),
                    parameter.enabled());
            all.add(parameter);
        }));
        checkKept(sync.notKept(rows), all);
        sync.apply(rows);
    }

    /** @param notKept positions in {@code all} of the parameters whose value is not there to be kept */
    private static void checkKept(List<Integer> notKept, List<Parameter> all) {
        List<Mistake> mistakes = notKept.stream().map(all::get)
                .map(parameter -> new Mistake(parameter.at().file(), parameter.at().line(), parameter.at().column(),
                        "the repository has no value of parameter " + parameter.label() + " that could be kept",
                        "'value' with the value in place of 'value_kept: true', at the first apply"))
                .toList();
        if (!mistakes.isEmpty()) {
            throw new FleetMistakes(mistakes);
        }
    }

    private static Long seconds(Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static String codes(StepEntry step) {
        return step.transientErrors().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private long id(OperationEntry entry) {
        return operations.id(entry.name());
    }

    private String name(Object id) {
        return (String) operations.keyPart(id, 0);
    }
}
