package org.domops.repository.fleetfile;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * An operation with everything that belongs to it.
 *
 * @param at where it stands in the file
 * @param packageName the package of its tasks
 * @param iteratorPackage the package of ITERATOR, INITIAL and FINAL
 * @param description may be null
 * @param duration null: unlimited
 * @param diagram null: generated, or deployed otherwise
 */
public record OperationEntry(
        Place at, String name, String packageName, String iteratorPackage, String description, Duration duration,
        boolean enabled, List<StateTable> stateTables, List<Task> tasks, List<Instance> instances,
        List<InEnvironment> environments, List<OnObject> objects, List<Parameter> parameters,
        DiagramFile diagram) {

    /** The procedures of the enabled tasks, in run order. */
    public List<String> enabledProcedures() {
        return tasks.stream().filter(Task::enabled).sorted(Comparator.comparingInt(Task::runOrder))
                .map(Task::procedure).toList();
    }

    /** @param sources the DDL, at most one text per dialect */
    public record StateTable(String name, List<SourceFile> sources) {

        boolean hasSource(String dialect) {
            return sources.stream().anyMatch(source -> source.dialect().equals(dialect));
        }
    }

    /** @param description may be null */
    public record Task(String procedure, String description, int runOrder, boolean enabled) {
    }

    /** @param databases labels, see {@link DatabaseEntry#label()} */
    public record Instance(int instance, String description, List<String> databases, boolean enabled) {
    }

    /** @param duration null: as the operation says */
    public record InEnvironment(String environment, Duration duration, boolean enabled) {
    }

    public record OnObject(ObjectName object, int runOrder, boolean enabled) {
    }

    /**
     * @param object null: for all objects
     * @param instance null: for all instances
     * @param value null: defined as null
     */
    public record Parameter(
            String name, String environment, ObjectName object, Integer instance, String value, boolean secret,
            boolean enabled) {

        /** Without the value, which may be secret. */
        @Override
        public String toString() {
            return "Parameter[" + name + " in " + environment + "]";
        }
    }
}
