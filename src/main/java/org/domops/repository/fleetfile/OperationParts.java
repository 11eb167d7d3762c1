package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.domops.repository.fleetfile.OperationEntry.InEnvironment;
import org.domops.repository.fleetfile.OperationEntry.Instance;
import org.domops.repository.fleetfile.OperationEntry.OnObject;
import org.domops.repository.fleetfile.OperationEntry.Parameter;
import org.domops.repository.fleetfile.OperationEntry.StateTable;
import org.domops.repository.fleetfile.OperationEntry.Task;

/** The lists inside an operation. */
final class OperationParts {

    private static final List<String> TASK_KEYS = Stream.concat(
            Stream.of("procedure", "description", "run_order", "enabled"), ControlKeys.STEP.stream()).toList();
    private static final List<String> ENVIRONMENT_KEYS = Stream.concat(
            Stream.of("environment", "duration", "enabled"), ControlKeys.CONTROL.stream()).toList();

    private final Names environments;
    private final DatabaseList databases;
    private final ObjectSection objects;
    private final SourceTexts texts;
    private final MistakeNotes notes;
    private final ControlKeys control;

    OperationParts(
            Names environments, Names databases, ObjectSection objects, SourceTexts texts, MistakeNotes notes) {
        this.environments = environments;
        this.databases = new DatabaseList(databases, notes);
        this.objects = objects;
        this.texts = texts;
        this.notes = notes;
        this.control = new ControlKeys(notes);
    }

    /** In run order as far as the file tells; a task without {@code run_order} comes 10 after the one before it. */
    List<Located<Task>> tasks(Entry operation) {
        mustHaveSome(operation, "tasks", "the operation's procedures in their order");
        Names procedures = new Names("task", notes);
        Names runOrders = new Names("run order", notes);
        List<Located<Task>> tasks = new ArrayList<>();
        int last = 0;
        for (Entry entry : operation.entries("tasks", "a task",
                TASK_KEYS)) {
            String procedure = entry.required("procedure", Formats.CODE_NAME);
            Integer runOrder = entry.optional("run_order", Formats.RUN_ORDER, last + 10);
            if (runOrder != null) {
                last = runOrder;
                runOrders.define(String.valueOf(runOrder), entry.at("run_order"));
            }
            String description = entry.optional("description", Formats.DESCRIPTION, null);
            StepEntry step = control.step(entry);
            boolean enabled = entry.enabled();
            if (procedures.define(procedure, entry.at("procedure"))) {
                tasks.add(new Located<>(new Task(procedure, description, last, step, enabled), entry.at("procedure")));
            }
        }
        return tasks;
    }

    /** Null where there is none. */
    DiagramFile diagram(Entry operation) {
        return DiagramFile.of(operation, texts.upload(), notes);
    }

    List<StateTable> stateTables(Entry operation) {
        Names names = new Names("state table", notes);
        List<StateTable> tables = new ArrayList<>();
        for (Entry entry : operation.entries("state_tables", "a state table", List.of("name", "shipped", "sources"))) {
            String name = entry.required("name", Formats.IDENTIFIER);
            names.define(name, entry.at("name"));
            List<SourceFile> sources = name == null ? List.of()
                    : texts.of(entry, "a state table", name.toLowerCase(Locale.ROOT));
            sources.forEach(source -> StateTableDdl.check(name, source, notes));
            tables.add(new StateTable(name, sources));
        }
        return tables;
    }

    List<Instance> instances(Entry operation) {
        mustHaveSome(operation, "instances", "at least one, with the databases it runs on");
        Names numbers = new Names("instance", notes);
        List<Instance> instances = new ArrayList<>();
        for (Entry entry : operation.entries("instances", "an instance of the operation",
                List.of("instance", "description", "databases", "enabled"))) {
            Integer number = entry.optional("instance", Formats.INSTANCE, 1);
            numbers.define(number == null ? null : String.valueOf(number), entry.at("instance"));
            boolean enabled = entry.enabled();
            if (enabled && !operation.isDisabled()) {
                entry.mustHaveSome("databases", "the databases the instance runs on, e.g. [SALES01, SALES02]");
            }
            instances.add(new Instance(number == null ? 0 : number,
                    entry.optional("description", Formats.DESCRIPTION, null),
                    databases.read(entry, "database of the instance"), enabled));
        }
        return instances;
    }

    List<InEnvironment> environments(Entry operation, ControlEntry ofOperation) {
        mustHaveSome(operation, "environments", "at least one environment where the operation is allowed");
        Names own = new Names("environment of the operation", notes);
        List<InEnvironment> entries = new ArrayList<>();
        for (Entry entry : operation.entries("environments", "an operation's environment",
                ENVIRONMENT_KEYS)) {
            String name = entry.required("environment", Formats.ENVIRONMENT);
            if (environments.refer(name, entry.at("environment"))) {
                own.define(name, entry.at("environment"));
            }
            entries.add(new InEnvironment(name, entry.optional("duration", Formats.DURATION, null),
                    control.control(entry, ofOperation), entry.enabled()));
        }
        return entries;
    }

    List<OnObject> objects(Entry operation) {
        mustHaveSome(operation, "objects", "at least one object to work on");
        Names own = new Names("object of the operation", notes);
        List<OnObject> entries = new ArrayList<>();
        for (Entry entry : operation.entries("objects", "an operation's object",
                List.of("object", "run_order", "enabled"))) {
            ObjectName object = objects.refer(entry.required("object", Formats.OBJECT), entry.at("object"));
            Integer runOrder = entry.optional("run_order", Formats.RUN_ORDER, (entries.size() + 1) * 10);
            own.define(object == null ? null : object.toString(), entry.at("object"));
            entries.add(new OnObject(object, runOrder == null ? 0 : runOrder, entry.enabled()));
        }
        return entries;
    }

    List<Parameter> parameters(
            Entry operation, List<InEnvironment> environments, List<Instance> instances, List<OnObject> objects) {
        return new ParameterList(this.objects, environments, instances, objects, notes).read(operation);
    }

    /** A disabled operation may have lost what it was made of: what leaves the file is disabled, its parts deleted. */
    private static void mustHaveSome(Entry operation, String key, String expected) {
        if (!operation.isDisabled()) {
            operation.mustHaveSome(key, expected);
        }
    }
}
