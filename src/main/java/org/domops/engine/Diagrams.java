package org.domops.engine;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/** The operations' diagrams that the engine has deployed; an operation's name is its process's key. */
@Component
public class Diagrams {

    private final RepositoryService service;

    Diagrams(RepositoryService service) {
        this.service = service;
    }

    /** The newest version, if one is deployed. */
    public Optional<Diagram> latest(String operation) {
        return definition(operation).map(this::diagram);
    }

    /** The version with that id; it must exist. */
    public Diagram byId(String processDefinitionId) {
        return diagram(service.getProcessDefinition(processDefinitionId));
    }

    /**
     * Why the operation can't be run with its newest diagram.
     *
     * @param operation the operation's name, which is the id of its process
     * @param procedures of its enabled tasks, in upper case
     * @return one sentence per problem, without a full stop; empty if there is none
     */
    public List<String> problems(String operation, List<String> procedures) {
        return latest(operation).map(diagram -> diagram.problems(procedures)).orElseGet(() -> List.of(
                "no diagram of the operation is deployed: no process has the id " + operation));
    }

    /**
     * The element at which a step is called.
     *
     * @param step the name under which it is logged; for other kinds than TASK without meaning
     * @throws java.util.NoSuchElementException when the diagram has no such step
     */
    public String activityOf(String processDefinitionId, StepKind kind, String step) {
        return byId(processDefinitionId).steps().stream()
                .filter(own -> own.kind() == kind && (kind != StepKind.TASK || own.name().equals(step)))
                .map(DiagramStep::element).findFirst().orElseThrow();
    }

    Optional<ProcessDefinition> definition(String operation) {
        return Optional.ofNullable(service.createProcessDefinitionQuery().processDefinitionKey(operation)
                .latestVersion().singleResult());
    }

    private Diagram diagram(ProcessDefinition definition) {
        Process process = service.getBpmnModelInstance(definition.getId()).getModelElementById(definition.getKey());
        return new Diagram(definition.getId(), definition.getKey(), definition.getVersion(), DiagramStep.of(process));
    }
}
