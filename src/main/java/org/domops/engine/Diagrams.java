package org.domops.engine;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.domops.repository.DiagramCheck;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The operations' diagrams that the engine has deployed; an operation's name is its process's key. */
@Component
public class Diagrams implements DiagramCheck {

    private final RepositoryService service;

    Diagrams(RepositoryService service) {
        this.service = service;
    }

    /** The newest version, if one is deployed. */
    public Optional<Diagram> latest(String operation) {
        ProcessDefinition definition = service.createProcessDefinitionQuery().processDefinitionKey(operation)
                .latestVersion().singleResult();
        return Optional.ofNullable(definition).map(this::diagram);
    }

    /** The version with that id; it must exist. */
    public Diagram byId(String processDefinitionId) {
        return diagram(service.getProcessDefinition(processDefinitionId));
    }

    @Override
    public List<String> problems(String operation, List<String> procedures) {
        Optional<Diagram> diagram = latest(operation);
        if (diagram.isEmpty()) {
            return List.of("no diagram of the operation is deployed: no process has the id " + operation);
        }
        List<String> problems = new ArrayList<>();
        for (String procedure : diagram.get().procedures()) {
            if (!procedures.contains(procedure)) {
                problems.add("its diagram calls " + procedure + ", which is not one of its enabled tasks");
            }
        }
        for (String procedure : procedures) {
            if (!diagram.get().procedures().contains(procedure)) {
                problems.add("its diagram has no step for the task " + procedure);
            }
        }
        return problems;
    }

    /**
     * The element at which a step is called.
     *
     * @param procedure of a task in upper case; for the other kinds without meaning
     * @throws java.util.NoSuchElementException when the diagram has no such step
     */
    public String activityOf(String processDefinitionId, StepKind kind, String procedure) {
        return service.getBpmnModelInstance(processDefinitionId).getModelElementsByType(ServiceTask.class).stream()
                .filter(task -> kind.topic().equals(task.getCamundaTopic()))
                .filter(task -> kind != StepKind.TASK || procedure(task).equals(procedure))
                .map(ServiceTask::getId).findFirst().orElseThrow();
    }

    private Diagram diagram(ProcessDefinition definition) {
        BpmnModelInstance model = service.getBpmnModelInstance(definition.getId());
        List<String> procedures = model.getModelElementsByType(ServiceTask.class).stream()
                .filter(task -> StepKind.TASK.topic().equals(task.getCamundaTopic()))
                .map(Diagrams::procedure).toList();
        return new Diagram(definition.getId(), definition.getKey(), definition.getVersion(), procedures);
    }

    private static String procedure(ServiceTask task) {
        if (task.getExtensionElements() != null) {
            for (CamundaProperties properties : task.getExtensionElements().getElementsQuery()
                    .filterByType(CamundaProperties.class).list()) {
                for (CamundaProperty property : properties.getCamundaProperties()) {
                    if (ExternalTasks.PROCEDURE.equals(property.getCamundaName())) {
                        return property.getCamundaValue().toUpperCase(Locale.ROOT);
                    }
                }
            }
        }
        return "(element " + task.getId() + " without the property " + ExternalTasks.PROCEDURE + ")";
    }
}
