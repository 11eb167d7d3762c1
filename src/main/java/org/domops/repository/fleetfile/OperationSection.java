package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The section {@code operations}. */
final class OperationSection {

    private static final List<String> KEYS = Stream.of(
            List.of("name", "package", "iterator", "description", "duration", "enabled", "state_tables", "tasks",
                    "instances", "environments", "objects", "parameters", ReferencedFiles.DIAGRAM),
            ControlKeys.CONTROL, ControlKeys.RETRY).flatMap(List::stream).toList();

    private final OperationParts parts;
    private final PackageSection packages;
    private final PackageRules rules;
    private final DialectCoverage coverage;
    private final MistakeNotes notes;
    private final ControlKeys control;
    private final Names names;
    private final Map<String, Located<String>> taskDescriptions = new HashMap<>();

    OperationSection(
            OperationParts parts, PackageSection packages, PackageRules rules, DialectCoverage coverage,
            MistakeNotes notes) {
        this.parts = parts;
        this.packages = packages;
        this.rules = rules;
        this.coverage = coverage;
        this.notes = notes;
        this.control = new ControlKeys(notes);
        this.names = new Names("operation", notes);
    }

    List<OperationEntry> read(Entry file) {
        List<OperationEntry> operations = new ArrayList<>();
        for (Entry entry : file.entries("operations", "an operation",
                KEYS)) {
            operations.add(read(entry, packageNamed(entry, "package")));
        }
        return operations;
    }

    private OperationEntry read(Entry entry, PackageEntry own) {
        String name = entry.required("name", Formats.OPERATION);
        names.define(name, entry.at("name"));
        Entry iteratorKeys = entry.isMapping("iterator") ? entry.entry("iterator", List.of("package", "enabled")) : null;
        PackageEntry iterator = iteratorKeys != null ? packageNamed(iteratorKeys, "package")
                : entry.has("iterator") ? packageNamed(entry, "iterator") : own;
        ControlEntry fleetControl = control.control(entry, ControlEntry.NONE);
        List<Located<OperationEntry.Task>> tasks = parts.tasks(entry);
        var environments = parts.environments(entry, fleetControl);
        var instances = parts.instances(entry);
        var objects = parts.objects(entry);
        OperationEntry operation = new OperationEntry(
                entry.at(), name, own == null ? null : own.name(), iterator == null ? null : iterator.name(),
                iteratorKeys == null || iteratorKeys.enabled(),
                entry.optional("description", Formats.DESCRIPTION, null),
                entry.optional("duration", Formats.DURATION, null), fleetControl, control.retry(entry),
                entry.enabled(), parts.stateTables(entry),
                tasks.stream().map(Located::value).toList(), instances, environments, objects,
                parts.parameters(entry, environments, instances, objects),
                parts.diagram(entry));
        check(entry, operation, own, iterator, tasks);
        return operation;
    }

    private void check(
            Entry entry, OperationEntry operation, PackageEntry own, PackageEntry iterator,
            List<Located<OperationEntry.Task>> tasks) {
        if (own != null) {
            tasks.forEach(task -> rules.checkTask(own, task.value().procedure(), task.at()));
            tasks.forEach(task -> checkDescription(own, task));
        }
        if (iterator != null && operation.iteratorEnabled()) {
            rules.checkIterator(iterator, entry.at(entry.has("iterator") ? "iterator" : "package"));
        }
        if (!operation.enabled()) {
            return;
        }
        // where there is no source at all, that was noted already
        if (own != null && !own.sources().isEmpty()) {
            coverage.check(operation, "package " + own.name(), dialect -> own.source(dialect).isPresent(),
                    entry.at("package"));
        }
        if (iterator != null && iterator != own && !iterator.sources().isEmpty()) {
            coverage.check(operation, "package " + iterator.name(), dialect -> iterator.source(dialect).isPresent(),
                    entry.at("iterator"));
        }
        operation.stateTables().stream().filter(table -> !table.sources().isEmpty())
                .forEach(table -> coverage.check(operation, "state table " + table.name(), table::hasSource,
                        entry.at("state_tables")));
    }

    /** A task is one row, whichever operations of the package have it, so it has one description. */
    private void checkDescription(PackageEntry own, Located<OperationEntry.Task> task) {
        String description = task.value().description();
        if (description == null) {
            return;
        }
        String name = own.name() + "." + task.value().procedure();
        Located<String> first = taskDescriptions.putIfAbsent(name, new Located<>(description, task.at()));
        if (first != null && !first.value().equals(description)) {
            notes.add(task.at(), "task " + name + " is described otherwise in line " + first.at().line(),
                    "one description of the same task, or none here");
        }
    }

    private PackageEntry packageNamed(Entry entry, String key) {
        return packages.refer(entry.required(key, Formats.CODE_NAME), entry.at(key));
    }
}
