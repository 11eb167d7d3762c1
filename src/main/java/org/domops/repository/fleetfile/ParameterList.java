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
                List.of("name", "environment", "value", "object", "instance", "secret", "enabled"))) {
            Parameter parameter = parameter(entry);
            parameters.add(parameter);
            if (parameter.name() != null && parameter.environment() != null) {
                names.define(describe(parameter), entry.at("name"));
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
        if (!entry.has("value")) {
            notes.add(entry.at(), "a parameter has no 'value'", "'value': a text or a number; ~ for null");
        }
        return new Parameter(entry.required("name", Formats.PARAMETER), environment, object, instance,
                entry.optional("value", Formats.VALUE, null),
                Boolean.TRUE.equals(entry.optional("secret", Formats.TRUE_FALSE, false)), entry.enabled());
    }

    private <T> void checkOwn(T value, List<T> own, String what, Place at) {
        if (value != null && !own.contains(value)) {
            List<String> known = own.stream().filter(each -> each != null).map(String::valueOf).toList();
            notes.add(at, "the operation has no " + what + " " + value, Suggestion.expectation("" + value, known));
        }
    }

    private static String describe(Parameter parameter) {
        return parameter.name() + " in " + parameter.environment()
                + (parameter.object() == null ? "" : " for " + parameter.object())
                + (parameter.instance() == null ? "" : " of instance " + parameter.instance());
    }
}
