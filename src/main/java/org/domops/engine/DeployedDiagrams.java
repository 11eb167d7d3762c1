package org.domops.engine;

import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.domops.repository.DiagramOutcome;
import org.domops.repository.DrawnDiagram;
import org.domops.repository.FleetFileDiagrams;
import org.domops.repository.OperationDiagrams;
import org.domops.repository.WantedDiagram;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Deploys the operations' diagrams as a fleet file is applied, in its transaction. Which one counts: the one that the
 * fleet file names; else the newest that somebody drew and deployed by REST or from a processes folder; else one that
 * DOM generates. Where a diagram came from is in the engine's deployment, as its source.
 */
@Component
class DeployedDiagrams implements OperationDiagrams, FleetFileDiagrams {

    private static final String GENERATED = "DOM, generated";
    private static final String FLEET_FILE = "DOM, fleet file";

    private final RepositoryService service;
    private final Diagrams diagrams;

    DeployedDiagrams(RepositoryService service, Diagrams diagrams) {
        this.service = service;
        this.diagrams = diagrams;
    }

    @Override
    public DiagramOutcome apply(WantedDiagram wanted) {
        Optional<ProcessDefinition> latest = diagrams.definition(wanted.operation());
        if (wanted.drawn() != null) {
            return drawn(wanted, latest);
        }
        if (latest.isPresent() && !ours(latest.get())) {
            return DiagramOutcome.refused(diagrams.problems(wanted.operation(), wanted.procedures()));
        }
        String generated = Bpmn.convertToString(new DiagramGeneration(wanted).model());
        if (latest.filter(deployed -> text(deployed).equals(generated)).isPresent()) {
            return DiagramOutcome.UNCHANGED;
        }
        return deploy(wanted, wanted.operation() + ".bpmn", generated, GENERATED, "generated");
    }

    private DiagramOutcome drawn(WantedDiagram wanted, Optional<ProcessDefinition> latest) {
        DrawnDiagram drawn = wanted.drawn();
        if (latest.filter(deployed -> text(deployed).equals(drawn.text())
                && FLEET_FILE.equals(deployment(deployed).getSource())).isPresent()) {
            return DiagramOutcome.refused(diagrams.problems(wanted.operation(), wanted.procedures()));
        }
        DiagramOutcome outcome = deploy(wanted, drawn.fileName(), drawn.text(), FLEET_FILE, "from " + drawn.fileName());
        if (!outcome.problems().isEmpty()) {
            return outcome;
        }
        int before = latest.map(ProcessDefinition::getVersion).orElse(0);
        if (diagrams.definition(wanted.operation()).map(ProcessDefinition::getVersion).orElse(0) == before) {
            return DiagramOutcome.refused(List.of(drawn.fileName() + " has no process with the id "
                    + wanted.operation() + ", which is the operation's name"));
        }
        List<String> problems = diagrams.problems(wanted.operation(), wanted.procedures());
        return problems.isEmpty() ? outcome : DiagramOutcome.refused(problems);
    }

    private DiagramOutcome deploy(WantedDiagram wanted, String resource, String text, String source, String from) {
        try {
            service.createDeployment().name(wanted.operation()).source(source).addString(resource, text).deploy();
        } catch (ParseException e) {
            return DiagramOutcome.refused(e.getResorceReports().stream().flatMap(report -> report.getErrors().stream())
                    .map(DeployedDiagrams::sentence).toList());
        } catch (ProcessEngineException e) {
            if (!MalformedDiagram.is(e)) {
                throw e;
            }
            return DiagramOutcome.refused(List.of(MalformedDiagram.sentence(e)));
        }
        return DiagramOutcome.changed("diagram of " + wanted.operation() + ": " + from + ", new version "
                + diagrams.definition(wanted.operation()).map(ProcessDefinition::getVersion).orElse(0));
    }

    /** One that DOM may replace by a generated one; opened and deployed again by somebody it is theirs. */
    private boolean ours(ProcessDefinition definition) {
        String source = deployment(definition).getSource();
        return GENERATED.equals(source) || FLEET_FILE.equals(source);
    }

    @Override
    public Optional<DrawnDiagram> ofOperation(String operation) {
        return diagrams.definition(operation)
                .filter(deployed -> FLEET_FILE.equals(deployment(deployed).getSource()))
                .map(deployed -> new DrawnDiagram(deployed.getResourceName(), text(deployed)));
    }

    @Override
    public List<String> problems(String operation, List<String> procedures) {
        return diagrams.problems(operation, procedures);
    }

    private Deployment deployment(ProcessDefinition definition) {
        return service.createDeploymentQuery().deploymentId(definition.getDeploymentId()).singleResult();
    }

    private String text(ProcessDefinition definition) {
        try (InputStream in = service.getProcessModel(definition.getId())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the diagram of " + definition.getId() + " can't be read", e);
        }
    }

    private static String sentence(Problem problem) {
        String message = problem.getMessage().strip();
        return (message.endsWith(".") ? message.substring(0, message.length() - 1) : message)
                + " (line " + problem.getLine() + (problem.getMainElementId() == null ? "" : ", element "
                + problem.getMainElementId()) + ")";
    }
}
