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
 * @param iteratorEnabled false: the operation is as if it had no iterator
 * @param duration null: unlimited
 * @param retry of all its steps; a task may say otherwise
 * @param diagram null: generated, or deployed otherwise
 */
public record OperationEntry(
        Place at, String name, String packageName, String iteratorPackage, boolean iteratorEnabled, String description,
        Duration duration, ControlEntry control, RetryEntry retry, boolean enabled, List<StateTable> stateTables, List<Task> tasks, List<Instance> instances,
        List<InEnvironment> environments, List<OnObject> objects, List<Parameter> parameters, DiagramFile diagram) {

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
    public record Task(String procedure, String description, int runOrder, StepEntry step, boolean enabled) {
    }

    /** @param description may be null */
    public record Instance(int instance, String description, List<OnDatabase> databases, boolean enabled) {
    }

    /**
     * @param duration null: as the operation says
     * @param control what is null in it: as the operation says
     */
    public record InEnvironment(String environment, Duration duration, ControlEntry control, boolean enabled) {
    }

    public record OnObject(ObjectName object, int runOrder, boolean enabled) {
    }

    /**
     * @param object null: for all objects
     * @param instance null: for all instances
     * @param value null: defined as null, or not told, see {@code valueKept}
     * @param valueKept whether the value is the one that the repository has already; the parameter is secret then
     * @param at where it stands in the file
     */
    public record Parameter(
            String name, String environment, ObjectName object, Integer instance, String value, boolean valueKept,
            boolean secret, boolean enabled, Place at) {

        /** What it is, e.g. {@code KEEP in PROD for TABLE SALES.CDR of instance 2}. */
        public String label() {
            return name + " in " + environment + (object == null ? "" : " for " + object)
                    + (instance == null ? "" : " of instance " + instance);
        }

        /** Without the value, which may be secret. */
        @Override
        public String toString() {
            return "Parameter[" + label() + "]";
        }
    }
}
