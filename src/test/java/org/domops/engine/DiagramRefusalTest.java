package org.domops.engine;

import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.domops.repository.fleetfile.Procedure;
import org.domops.repository.fleetfile.Procedure.Parameter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Diagrams on a real engine, deployed as by REST: those that can't work are refused, with the element that is wrong. */
class DiagramRefusalTest {

    private static final Parameter HANDLE = new Parameter("p_handle", true, false);
    private static final List<Procedure> PACKAGE = List.of(
            new Procedure("TASK_ONE", List.of(HANDLE)), new Procedure("TASK_TWO", List.of(HANDLE)),
            new Procedure("NOTE", List.of(HANDLE, new Parameter("p_kind", true, false), new Parameter("p_number", true, false))));
    private static ProcessEngine engine;

    @BeforeAll
    static void start() {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) ProcessEngineConfiguration
                .createProcessEngineConfigurationFromResource("process-test.cfg.xml");
        configuration.setJdbcUrl("jdbc:h2:mem:refusals;DB_CLOSE_DELAY=-1");
        configuration.setProcessEngineName("refusals");
        DiagramRules rules = new DiagramRules(operation -> operation.equals("good") ? Optional.of(PACKAGE) : Optional.empty());
        configuration.setBpmnParseFactory(parser -> new DiagramParse(parser, rules));
        engine = configuration.buildProcessEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @AfterEach
    void undeploy() {
        repository().createDeploymentQuery().list().forEach(deployment -> repository().deleteDeployment(deployment.getId(), true));
    }

    @ParameterizedTest
    @MethodSource("wrongDiagrams")
    void a_diagram_that_can_not_work_is_refused_with_the_element_that_is_wrong(WrongDiagram wrong) {
        List<Problem> errors = refusal(wrong.text());
        assertThat(errors).anySatisfy(error -> {
            assertThat(error.getMessage()).contains(wrong.says());
            assertThat(error.getMainElementId()).isEqualTo(wrong.element());
            assertThat(error.getLine()).isPositive();
        });
        assertThat(repository().createProcessDefinitionQuery().count()).isZero();
    }

    static Stream<WrongDiagram> wrongDiagrams() {
        return WrongDiagram.all().stream();
    }

    @Test
    void all_problems_of_a_diagram_are_told_at_once_with_code_and_expectation() {
        List<String> messages = refusal(WrongDiagram.GOOD.replace("value=\"TASK_ONE\"", "value=\"ONE\"")
                .replace("value=\"TASK_TWO\"", "value=\"TWO\"")).stream().map(Problem::getMessage).toList();
        assertThat(messages).hasSize(2).allSatisfy(message -> assertThat(message).startsWith("DOM-20247 ").contains("; expected "));
    }

    @Test
    void the_good_diagram_is_deployed_and_so_is_one_whose_operation_nobody_has_defined_yet() {
        deploy(WrongDiagram.GOOD);
        deploy(WrongDiagram.GOOD.replace("id=\"good\"", "id=\"unknown\"").replace("TASK_ONE", "ANYTHING"));
        assertThat(repository().createProcessDefinitionQuery().count()).isEqualTo(2);
    }

    @Test
    void a_timer_that_does_not_interrupt_a_step_is_allowed() {
        deploy(WrongDiagram.GOOD.replace("<bpmn:endEvent id=\"roundEnd\"/>", "<bpmn:endEvent id=\"roundEnd\"/>"
                + "<bpmn:boundaryEvent id=\"late\" cancelActivity=\"false\" attachedToRef=\"one\"><bpmn:timerEventDefinition>"
                + "<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
                + "<bpmn:sequenceFlow id=\"f10\" sourceRef=\"late\" targetRef=\"told\"/><bpmn:endEvent id=\"told\"/>"));
        assertThat(repository().createProcessDefinitionQuery().count()).isEqualTo(1);
    }

    @Test
    void a_process_without_a_step_of_DOM_is_nobody_s_business() {
        deploy("""
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                  targetNamespace="x"><process id="other" isExecutable="true" camunda:historyTimeToLive="P1D"><startEvent id="s"/></process></definitions>""");
        assertThat(repository().createProcessDefinitionQuery().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/processes/dom-run.bpmn", "/processes/dom-lane.bpmn", "/processes/drop-partition.bpmn", "/probe/probe.bpmn",
            "/probe/probe-calls.bpmn"})
    void what_DOM_ships_is_not_refused(String path) {
        deploy(Texts.resource(path));
        assertThat(repository().createProcessDefinitionQuery().count()).isEqualTo(1);
    }

    private static List<Problem> refusal(String text) {
        ParseException refused = catchThrowableOfType(ParseException.class, () -> deploy(text));
        assertThat(refused).as("the diagram was deployed").isNotNull();
        List<Problem> errors = new ArrayList<>();
        refused.getResorceReports().forEach(report -> errors.addAll(report.getErrors()));
        return errors;
    }

    private static void deploy(String text) {
        repository().createDeployment().addString("diagram.bpmn", text).deploy();
    }

    private static RepositoryService repository() {
        return engine.getRepositoryService();
    }
}
