package org.domops.run;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.domops.engine.Diagrams;
import org.domops.engine.ProcessesFolder;
import org.domops.log.RunLog;
import org.domops.log.Status;
import org.domops.repository.fleetfile.FleetMistakes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An operation gets its diagram by apply: generated, from the fleet file, or one that somebody has deployed. */
class GeneratedDiagramIT {

    @TempDir
    static Path data;
    private static ProbeFleet fleet;
    private static DomInstance dom;
    private static int operations;
    private String operation;

    @BeforeAll
    static void start() {
        fleet = new ProbeFleet("GENERATED", 1);
        dom = new DomInstance(data);
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @BeforeEach
    void anotherOperation() {
        operation = "plain-" + ++operations;
    }

    @Test
    void an_operation_without_a_diagram_of_its_own_gets_one_and_runs() {
        assertThat(dom.apply(file(), fleet.sources())).contains("diagram of " + operation + ": generated, new version 1");
        long run = dom.run(operation, "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "TASK_ONE", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    @Test
    void applying_the_same_file_again_deploys_no_new_version() {
        dom.apply(file(), fleet.sources());
        assertThat(dom.apply(file(), fleet.sources())).isEmpty();
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void a_changed_order_of_tasks_is_a_new_version_and_a_failed_run_is_restarted_on_its_own() {
        dom.apply(file(), fleet.sources());
        fleet.fault(1, "TASK_ONE", -20555);
        long run = dom.run(operation, "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        String pinned = dom.bean(RunLog.class).find(run).orElseThrow().processDefinitionId();

        String turned = file().replace("- {procedure: TASK_ONE}", "- {procedure: TASK_TWO, run_order: 5}")
                .replace("- {procedure: TASK_TWO}", "- {procedure: TASK_ONE}");
        assertThat(dom.apply(turned, fleet.sources())).contains("diagram of " + operation + ": generated, new version 2");
        fleet.mend(1);
        assertThat(dom.run(operation, "TEST")).isEqualTo(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).startsWith("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL Y", "INITIAL",
                "TASK_ONE", "TASK_TWO", "ITERATOR APP.A", "TASK_ONE", "TASK_TWO");
        assertThat(dom.bean(RunLog.class).find(run).orElseThrow().processDefinitionId()).isEqualTo(pinned);
        long next = dom.run(operation, "TEST");
        assertThat(fleet.calls(1, next)).startsWith("ITERATOR APP.A", "INITIAL", "TASK_TWO", "TASK_ONE");
    }

    @Test
    void a_diagram_that_the_fleet_file_names_is_used_and_one_is_generated_again_when_it_does_not() {
        assertThat(dom.apply(drawn(), withDiagram("TASK_TWO"))).contains("diagram of " + operation
                + ": from diagrams/drawn.bpmn, new version 1");
        assertThat(dom.apply(drawn(), withDiagram("TASK_TWO"))).isEmpty();
        assertThat(dom.apply(file(), fleet.sources())).containsExactly("diagram of " + operation
                + ": generated, new version 2");
    }

    @Test
    void a_diagram_that_does_not_fit_the_tasks_rolls_the_whole_apply_back() {
        dom.apply(file(), fleet.sources());
        int before = version();
        List<String> described = dom.jdbc().sql("select description from DOM$OPERATIONS").query(String.class).list();
        assertThatThrownBy(() -> dom.apply(drawn().replace("    package: PROBE_OP", "    description: changed\n    package: PROBE_OP"),
                withDiagram("TASK_ONE"))).isInstanceOf(FleetMistakes.class)
                .hasMessageContaining("it has no step for the task TASK_TWO").hasMessageContaining("fleet.yaml:18:14");
        assertThat(version()).isEqualTo(before);
        assertThat(dom.jdbc().sql("select description from DOM$OPERATIONS").query(String.class).list()).isEqualTo(described);
    }

    @Test
    void a_diagram_that_somebody_deployed_is_never_overwritten_by_generation() {
        dom.apply(file(), fleet.sources());
        RepositoryService engine = dom.bean(RepositoryService.class);
        engine.createDeployment().name("by hand").addString("hand.bpmn", withDiagram("TASK_TWO").get("diagrams/drawn.bpmn"))
                .deploy();
        assertThat(dom.apply(file().replace("{procedure: TASK_ONE}", "{procedure: TASK_ONE, description: First}"),
                fleet.sources())).noneMatch(change -> change.contains("diagram of"));
        assertThat(engine.createProcessDefinitionQuery().processDefinitionKey(operation).latestVersion().singleResult())
                .extracting(ProcessDefinition::getResourceName).isEqualTo("hand.bpmn");
    }

    @Test
    void a_diagram_in_the_folder_processes_is_deployed_at_the_start_and_a_wrong_one_there_does_not_stop_the_server(
            @TempDir Path folder) throws Exception {
        dom.apply(file(), fleet.sources());
        Files.writeString(folder.resolve("a-wrong.bpmn"), withDiagram("TASK_THREE").get("diagrams/drawn.bpmn"));
        Files.writeString(folder.resolve("b-hand.bpmn"), withDiagram("TASK_TWO").get("diagrams/drawn.bpmn"));
        Files.writeString(folder.resolve("notes.txt"), "no diagram");
        ProcessesFolder processes = new ProcessesFolder(dom.bean(RepositoryService.class), folder);
        assertThat(processes.deploy()).containsExactly("b-hand.bpmn");
        assertThat(version()).isEqualTo(2);
        assertThat(processes.deploy()).as("nothing has changed").isEmpty();
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void a_diagram_with_a_procedure_that_the_package_has_not_is_refused_by_apply_with_its_element() {
        assertThatThrownBy(() -> dom.apply(drawn(), withDiagram("TASK_THREE"))).isInstanceOf(FleetMistakes.class)
                .hasMessageContaining("DOM-20247 TASK_TWO: the operation's package has no procedure TASK_THREE")
                .hasMessageContaining("fleet.yaml:17:14");
        assertThat(dom.bean(Diagrams.class).latest(operation)).isEmpty();
    }

    @Test
    void a_diagram_that_can_not_work_is_refused_by_REST_with_400_and_its_element() throws Exception {
        dom.apply(file(), fleet.sources());
        HttpResponse<String> refused = deploy(withDiagram("TASK_THREE").get("diagrams/drawn.bpmn"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("DOM-20247 TASK_TWO", "no procedure TASK_THREE", "\"mainElementId\":\"TASK_TWO\"")
                .doesNotContain("\tat ");
        HttpResponse<String> deployed = deploy(withDiagram("TASK_TWO").get("diagrams/drawn.bpmn"));
        assertThat(deployed.statusCode()).isEqualTo(200);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void a_diagram_that_is_no_xml_or_has_an_expression_that_is_none_is_refused_by_apply_and_by_REST_alike() throws Exception {
        dom.apply(file(), fleet.sources());
        String drawn = withDiagram("TASK_TWO").get("diagrams/drawn.bpmn");
        for (String wrong : List.of(drawn.replace("</bpmn:process>", ""), drawn.replace("${initialDue}", "${initialDue 'x'}"))) {
            assertThat(wrong).isNotEqualTo(drawn);
            HttpResponse<String> refused = deploy(wrong);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("-20247").doesNotContain("\tat ");
            Map<String, String> sources = new HashMap<>(withDiagram("TASK_TWO"));
            sources.put("diagrams/drawn.bpmn", wrong);
            assertThatThrownBy(() -> dom.apply(drawn(), sources)).isInstanceOf(FleetMistakes.class)
                    .hasMessageMatching("(?s).*(is not XML|expression that is none).*");
        }
    }

    private static HttpResponse<String> deploy(String diagram) throws Exception {
        String password = Files.readString(data.resolve("admin-password")).strip();
        String body = "--b\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nby REST\r\n--b\r\nContent-Disposition: "
                + "form-data; name=\"file\"; filename=\"hand.bpmn\"\r\nContent-Type: application/octet-stream\r\n\r\n" + diagram + "\r\n--b--\r\n";
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dom.port() + "/engine-rest/deployment/create"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "multipart/form-data; boundary=b").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int version() {
        return dom.bean(Diagrams.class).latest(operation).orElseThrow().version();
    }

    private String file() {
        return fleet.fleetFile(2, "A").replace("- name: probe\n", "- name: " + operation + "\n");
    }

    private String drawn() {
        return file().replace("    package: PROBE_OP\n", "    package: PROBE_OP\n    diagram: diagrams/drawn.bpmn\n");
    }

    /** @param second what the diagram's second task calls */
    private Map<String, String> withDiagram(String second) {
        Map<String, String> sources = new HashMap<>(fleet.sources());
        sources.put("diagrams/drawn.bpmn", ProbeFleet.resource("/probe/probe.bpmn")
                .replace("id=\"probe\"", "id=\"" + operation + "\"").replace("bpmnElement=\"probe\"", "bpmnElement=\"" + operation + "\"")
                .replace("value=\"TASK_TWO\"", "value=\"" + second + "\""));
        return sources;
    }
}
