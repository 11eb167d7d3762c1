package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.List;

import org.domops.repository.fleetfile.OperationEntry.InEnvironment;
import org.domops.repository.fleetfile.OperationEntry.Instance;
import org.domops.repository.fleetfile.OperationEntry.OnObject;
import org.domops.repository.fleetfile.OperationEntry.Parameter;

/** The list {@code parameters} of one operation, whose environments, instances and objects it may refer to. */
final class ParameterList {

    private final ObjectSection objects;
    private final List<String> environments;
    private final List<Integer> instances;
    private final List<ObjectName> ownObjects;
    private final MistakeNotes notes;

    ParameterList(
            ObjectSection objects, List<InEnvironment> environments, List<Instance> instances,
            List<OnObject> ownObjects, MistakeNotes notes) {
        this.objects = objects;
        this.environments = environments.stream().map(InEnvironment::environment).toList();
        this.instances = instances.stream().map(Instance::instance).toList();
        this.ownObjects = ownObjects.stream().map(OnObject::object).toList();
        this.notes = notes;
    }

    List<Parameter> read(Entry operation) {
        Names names = new Names("parameter", notes);
        List<Parameter> parameters = new ArrayList<>();
        for (Entry entry : operation.entries("parameters", "a parameter",
                List.of("name", "environment", "value", "value_kept", "object", "instance", "secret", "enabled"))) {
            Parameter parameter = parameter(entry);
            parameters.add(parameter);
            if (parameter.name() != null && parameter.environment() != null) {
                names.define(parameter.label(), entry.at("name"));
            }
        }
        return parameters;
    }

    private Parameter parameter(Entry entry) {
        String environment = entry.required("environment", Formats.ENVIRONMENT);
        checkOwn(environment, environments, "environment", entry.at("environment"));
        Integer instance = entry.optional("instance", Formats.INSTANCE, null);
        checkOwn(instance, instances, "instance", entry.at("instance"));
        ObjectName object = entry.has("object")
                ? objects.refer(entry.required("object", Formats.OBJECT), entry.at("object")) : null;
        checkOwn(object, ownObjects, "object", entry.at("object"));
        boolean secret = Boolean.TRUE.equals(entry.optional("secret", Formats.SECRET, false));
        boolean kept = Boolean.TRUE.equals(entry.optional("value_kept", Formats.TRUE_FALSE, false));
        checkValue(entry, secret, kept);
        return new Parameter(entry.required("name", Formats.PARAMETER), environment, object, instance,
                entry.optional("value", Formats.VALUE, null), kept, secret, entry.enabled(), entry.at());
    }

    private void checkValue(Entry entry, boolean secret, boolean kept) {
        if (kept && entry.has("value")) {
            notes.add(entry.at("value_kept"), "a parameter has both 'value' and 'value_kept'",
                    "'value' with a new one, or 'value_kept: true' for the one that the repository has");
        } else if (kept && !secret) {
            notes.add(entry.at("value_kept"), "'value_kept' is of a parameter that is not secret",
                    "'secret: true' beside it, or 'value' with the value: what was secret is not made visible unseen");
        } else if (!kept && !entry.has("value")) {
            notes.add(entry.at(), "a parameter has no 'value'", "'value': a text or a number; ~ for null");
        }
    }

    private <T> void checkOwn(T value, List<T> own, String what, Place at) {
        if (value != null && !own.contains(value)) {
            List<String> known = own.stream().filter(each -> each != null).map(String::valueOf).toList();
            notes.add(at, "the operation has no " + what + " " + value, Suggestion.expectation("" + value, known));
        }
    }
}
