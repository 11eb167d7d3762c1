package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneKey;
import org.domops.log.ObjectRow;
import org.domops.log.RunLog;
import org.domops.log.RunObjects;
import org.domops.log.RunRow;
import org.domops.repository.Definitions;
import org.domops.repository.ParameterDefinition;
import org.springframework.stereotype.Component;

import java.util.Comparator;

/**
 * An operation's parameters as they are defined now, looked up as on the target: most specific first, for the object and
 * the instance, for the object, for the instance, for neither.
 */
@Component
public class ParameterValues {

    private static final Comparator<ParameterDefinition> MOST_SPECIFIC_FIRST = Comparator
            .comparing((ParameterDefinition parameter) -> parameter.objectName() == null)
            .thenComparing(parameter -> parameter.instance() == null);

    private final RunLog runs;
    private final RunObjects objects;
    private final Definitions definitions;

    ParameterValues(RunLog runs, RunObjects objects, Definitions definitions) {
        this.runs = runs;
        this.objects = objects;
        this.definitions = definitions;
    }

    /**
     * For the object that the lane works on.
     *
     * @return null: it is defined as null
     * @throws DomException PARAMETER_NOT_DEFINED
     */
    public String of(LaneKey lane, String name) {
        RunRow run = runs.find(lane.runId()).orElseThrow();
        ObjectRow object = objects.current(lane).orElseThrow();
        return definitions.parameters(run.operationId(), run.environmentId()).stream()
                .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                .filter(parameter -> parameter.objectName() == null || parameter.objectName().equalsIgnoreCase(object.name())
                        && parameter.objectOwner().equalsIgnoreCase(object.owner()))
                .filter(parameter -> parameter.instance() == null || parameter.instance() == run.instance())
                .min(MOST_SPECIFIC_FIRST)
                .orElseThrow(() -> new DomException(DomCode.PARAMETER_NOT_DEFINED, "parameter " + name
                        + " is not defined for run " + run.id() + ", object " + object.qualifiedName() + ", instance "
                        + run.instance()))
                .value();
    }
}
