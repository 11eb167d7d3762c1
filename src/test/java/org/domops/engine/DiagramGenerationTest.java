package org.domops.engine;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.domops.repository.WantedDiagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class DiagramGenerationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 17, 30, 31, 60})
    void a_generated_diagram_has_no_label_on_a_line_and_no_flow_through_a_step(int tasks) {
        assertThat(new Picture(generated(tasks)).defects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 30})
    void a_generated_diagram_is_valid_BPMN(int tasks) {
        Bpmn.validateModel(generated(tasks));
    }

    @Test
    void the_defects_of_a_picture_are_found() {
        BpmnModelInstance model = generated(2);
        model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement().getId().equals("T2")).findFirst().orElseThrow()
                .getBounds().setX(900);
        assertThat(new Picture(model).defects()).contains("T1 overlaps T2", "flow-T1-T2 goes through T2");
    }

    @Test
    void the_same_operation_gives_the_same_text_and_another_description_another() {
        assertThat(Bpmn.convertToString(generated(7))).isEqualTo(Bpmn.convertToString(generated(7)))
                .isNotEqualTo(Bpmn.convertToString(generated(6)));
    }

    @Test
    void a_generated_diagram_is_marked_and_its_tasks_are_named_by_position_and_procedure() {
        BpmnModelInstance model = generated("DROP_EXCHANGE_TABLE", "A$B", "A#B");
        Process process = model.getModelElementById("op");
        assertThat(DiagramStep.properties(process)).containsEntry("dom:generated", "true");
        assertThat(DiagramStep.of(process).stream().filter(step -> step.kind() == StepKind.TASK))
                .extracting(DiagramStep::procedure, DiagramStep::element)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("DROP_EXCHANGE_TABLE", "DROP_EXCHANGE_TABLE"),
                        org.assertj.core.groups.Tuple.tuple("A$B", "A-B"), org.assertj.core.groups.Tuple.tuple("A#B", "A-B-3"));
        assertThat(((ServiceTask) model.getModelElementById("DROP_EXCHANGE_TABLE")).getName()).isEqualTo("1 Drop exchange table");
        assertThat(((ServiceTask) model.getModelElementById("A-B-3")).getName()).isEqualTo("3 A#b");
    }

    @Test
    void tasks_follow_each_other_in_run_order_between_the_first_gateway_and_the_round_s_end() {
        BpmnModelInstance model = generated(3);
        assertThat(model.getModelElementsByType(SequenceFlow.class)).extracting(SequenceFlow::getId)
                .contains("flow-firstTask-T1", "flow-T1-T2", "flow-T2-T3", "flow-T3-roundEnd", "flow-complete-FINAL");
    }

    private static BpmnModelInstance generated(int tasks) {
        return generated(IntStream.rangeClosed(1, tasks).mapToObj(i -> "T" + i).toArray(String[]::new));
    }

    private static BpmnModelInstance generated(String... procedures) {
        List<WantedDiagram.Task> tasks = Stream.of(procedures).map(name -> new WantedDiagram.Task(name, null)).toList();
        return new DiagramGeneration(new WantedDiagram("op", "Does it.", tasks, null)).model();
    }
}
