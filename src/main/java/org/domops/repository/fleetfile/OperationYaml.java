package org.domops.repository.fleetfile;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.domops.repository.WaveSizes;
import org.domops.repository.fleetfile.OperationEntry.Parameter;
import org.domops.repository.fleetfile.OperationEntry.StateTable;
import org.domops.repository.fleetfile.OperationEntry.Task;

/** An operation as keys and values of the file. */
final class OperationYaml {

    private final SourcePaths paths;

    OperationYaml(SourcePaths paths) {
        this.paths = paths;
    }

    Map<String, Object> keys(OperationEntry entry) {
        return control(new Keys().put("name", entry.name()).put("package", entry.packageName())
                        .put("iterator", iterator(entry)).put("description", entry.description())
                        .put("duration", duration(entry.duration())), entry.control())
                .put("retries", entry.retry().retries()).put("backoff", duration(entry.retry().backoff()))
                .enabled(entry.enabled())
                .put("state_tables", entry.stateTables().stream().map(table -> stateTable(entry, table)).toList())
                .put("tasks", entry.tasks().stream().map(OperationYaml::task).toList())
                .put("instances", entry.instances().stream().map(instance -> new Keys()
                        .put("instance", instance.instance()).put("description", instance.description())
                        .put("databases", FleetYaml.databases(instance.databases()))
                        .enabled(instance.enabled()).map()).toList())
                .put("environments", entry.environments().stream().map(in -> control(new Keys()
                        .put("environment", in.environment()).put("duration", duration(in.duration())), in.control())
                        .enabled(in.enabled()).map()).toList())
                .put("objects", entry.objects().stream().map(on -> new Keys().put("object", on.object().toString())
                        .put("run_order", on.runOrder()).enabled(on.enabled()).map()).toList())
                .put("parameters", entry.parameters().stream().map(OperationYaml::parameter).toList())
                .map();
    }

    private static Object iterator(OperationEntry entry) {
        if (!entry.iteratorEnabled()) {
            return new Keys().put("package", entry.iteratorPackage()).enabled(false).map();
        }
        return entry.iteratorPackage().equals(entry.packageName()) ? null : entry.iteratorPackage();
    }

    private Map<String, Object> stateTable(OperationEntry operation, StateTable table) {
        String stem = table.name().toLowerCase(Locale.ROOT);
        return new Keys().put("name", table.name())
                .putAll(paths.keys(table.sources(), stem, "state-tables/" + operation.name() + "/" + stem)).map();
    }

    private static Map<String, Object> task(Task task) {
        StepEntry step = task.step();
        return new Keys().put("procedure", task.procedure()).put("description", task.description())
                .put("run_order", task.runOrder()).put("retries", step.retry().retries())
                .put("backoff", duration(step.retry().backoff())).put("transient_errors", step.transientErrors())
                .put("resumable", duration(step.resumable())).put("ddl_lock_timeout", duration(step.ddlLockTimeout()))
                .put("max_step_time", duration(step.maxStepTime())).enabled(task.enabled()).map();
    }

    private static Keys control(Keys keys, ControlEntry control) {
        WaveSizes waves = control.waves();
        return keys.put("serial", control.serial()).put("parallel", control.parallel())
                .put("waves", waves == null ? null : String.join(", ", waves.sizes()))
                .put("stop_threshold", control.stopThreshold() == null ? null : threshold(control));
    }

    /** A count as a number. */
    private static Object threshold(ControlEntry control) {
        return control.stopThreshold().percentage() ? control.stopThreshold().toString() : control.stopThreshold().value();
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        Keys keys = new Keys().put("name", parameter.name()).put("environment", parameter.environment())
                .put("object", parameter.object() == null ? null : parameter.object().toString())
                .put("instance", parameter.instance());
        if (parameter.valueKept()) {
            keys.put("value_kept", true);
        } else {
            keys.putEvenNull("value", parameter.value());
        }
        return keys.put("secret", parameter.secret() ? true : null).enabled(parameter.enabled()).map();
    }

    /** As people write it, e.g. {@code 1h30m}; in days only what is very long. */
    private static String duration(Duration duration) {
        if (duration == null) {
            return null;
        }
        long days = duration.toDays() < 1000 ? 0 : duration.toDays();
        long seconds = duration.minusDays(days).toSeconds();
        return part(days, "d") + part(seconds / 3600, "h") + part(seconds / 60 % 60, "m") + part(seconds % 60, "s");
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }
}
