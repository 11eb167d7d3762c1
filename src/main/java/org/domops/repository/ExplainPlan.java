package org.domops.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.ExplainedPlan.ExplainedLane;
import org.domops.repository.ExplainedPlan.ExplainedParameter;
import org.domops.repository.ExplainedPlan.ExplainedTask;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Explains what a run of an operation would do. Changes nothing and asks no target. */
@Component
public class ExplainPlan {

    private static final String MASK = "******";

    private final Definitions definitions;
    private final RunRules rules;
    private final FleetFileDiagrams diagrams;
    private final LeftOut leftOut;
    private final JdbcClient jdbc;

    public ExplainPlan(Definitions definitions, RunRules rules, FleetFileDiagrams diagrams, JdbcClient jdbc) {
        this.definitions = definitions;
        this.rules = rules;
        this.diagrams = diagrams;
        this.leftOut = new LeftOut(jdbc);
        this.jdbc = jdbc;
    }

    /** @throws DomException what the start of a run would be refused with, see {@link Definitions#plan} */
    public ExplainedPlan explain(String operation, String environment, int instance) {
        RunPlan plan = definitions.plan(operation, environment, instance);
        long operationId = plan.operation().id();
        FleetControl control = rules.control(operationId, plan.environment().id());
        int lanes = plan.lanes().size();
        String stops = control.stopThreshold() == null
                ? "never: errors do not stop the release of further databases" : control.stopThreshold().words(lanes);
        List<ExplainedLane> explained = lanes(plan, control);
        return new ExplainedPlan(plan.operation().name(), plan.operation().description(), plan.environment().name(),
                instance, definitions.allowedDuration(operationId, plan.environment().id()).orElse(null), control, stops,
                plan.iteratorPackage(), rules.policy(operationId, "ITERATOR"),
                plan.tasks().stream().map(task -> new ExplainedTask(task.procedure(), task.description(),
                        task.runOrder(), rules.policy(operationId, task.procedure()))).toList(),
                explained, parameters(plan), missing(plan, explained), leftOut.of(plan));
    }

    private List<ExplainedLane> lanes(RunPlan plan, FleetControl control) {
        List<Integer> waves = control.waves().wavesOf(plan.lanes().size());
        long environment = plan.environment().id();
        Map<Long, Database> databases = databases(environment);
        List<ExplainedLane> lanes = new ArrayList<>();
        for (PlannedLane lane : plan.lanes()) {
            Database database = databases.get(lane.databaseId());
            lanes.add(new ExplainedLane(waves.get(lanes.size()), lane.databaseName(), database.dialect(),
                    database.parallel(), database.site(),
                    rules.windows(lane.databaseId(), environment).stream().map(MaintenanceWindow::toString).toList(),
                    lane.objects()));
        }
        return lanes;
    }

    private Map<Long, Database> databases(long environmentId) {
        Map<Long, Database> databases = new HashMap<>();
        jdbc.sql("select database_id, dialect, parallel, site from DOM$DATABASE_ENVIRONMENTS where environment_id = ?")
                .param(environmentId)
                .query(row -> {
                    databases.put(row.getLong(1), new Database(row.getString(2), row.getObject(3, Integer.class),
                            row.getString(4)));
                });
        return databases;
    }

    private record Database(String dialect, Integer parallel, String site) {
    }

    /** One line for what counts for all objects, and one for each object for which another definition does. */
    private List<ExplainedParameter> parameters(RunPlan plan) {
        ParameterLookup lookup = new ParameterLookup(
                definitions.parameters(plan.operation().id(), plan.environment().id()));
        Map<String, ParameterDefinition> general = lookup.of(null, null, plan.instance());
        Set<List<String>> objects = new LinkedHashSet<>();
        plan.lanes().forEach(lane -> lane.objects().forEach(object -> objects.add(List.of(object.owner(), object.name()))));
        Set<String> names = new TreeSet<>(general.keySet());
        objects.forEach(object -> names.addAll(lookup.of(object.get(0), object.get(1), plan.instance()).keySet()));
        List<ExplainedParameter> parameters = new ArrayList<>();
        for (String name : names) {
            if (general.containsKey(name)) {
                parameters.add(explained(null, general.get(name)));
            }
            for (List<String> object : objects) {
                ParameterDefinition own = lookup.of(object.get(0), object.get(1), plan.instance()).get(name);
                if (own != null && !Objects.equals(own, general.get(name))) {
                    parameters.add(explained(object.get(0) + "." + object.get(1), own));
                }
            }
        }
        return parameters;
    }

    private static ExplainedParameter explained(String object, ParameterDefinition definition) {
        return new ExplainedParameter(definition.name(), object, definition.secret() ? MASK : definition.value(),
                definition.secret(), ParameterStep.of(definition));
    }

    private List<String> missing(RunPlan plan, List<ExplainedLane> lanes) {
        List<String> missing = new ArrayList<>(diagrams.problems(plan.operation().name(),
                plan.tasks().stream().map(TaskDefinition::procedure).toList()));
        Set<String> dialects = new TreeSet<>();
        lanes.forEach(lane -> dialects.add(lane.dialect()));
        for (String dialect : dialects) {
            note(missing, () -> definitions.packages(plan.operation().id(), dialect));
            note(missing, () -> definitions.stateTables(plan.operation().id(), dialect));
        }
        return missing;
    }

    private static void note(List<String> missing, Runnable lookup) {
        try {
            lookup.run();
        } catch (DomException e) {
            if (e.code() != DomCode.NO_PACKAGE_SOURCE && e.code() != DomCode.NOT_DEFINED) {
                throw e;
            }
            missing.add(e.getMessage());
        }
    }
}
