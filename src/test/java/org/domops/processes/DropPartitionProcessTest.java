package org.domops.processes;

import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.domops.engine.StepKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

class DropPartitionProcessTest extends ProcessTest {

    private static final List<String> TASKS = List.of("CREATE_EXCHANGE_TABLE", "EXCHANGE_PARTITION", "DROP_PARTITION",
            "REPOPULATE", "REBUILD_STATISTICS", "DROP_EXCHANGE_TABLE", "RECORD_HISTORY");

    @Override
    String resource() {
        return "drop-partition.bpmn";
    }

    @Test
    void a_first_round_calls_iterator_then_initial_then_the_seven_tasks_in_order_then_iterator_again() {
        ProcessInstance instance = start("drop-partition", Map.of());
        complete(instance, StepKind.ITERATOR, "ITERATOR", Map.of("initialDue", true));
        complete(instance, StepKind.INITIAL, "INITIAL");
        TASKS.forEach(task -> complete(instance, StepKind.TASK, task));
        assertThat(instance).isWaitingAtExactly("round", "ITERATOR");
        assertThat(instance).hasPassedInOrder("ITERATOR", "INITIAL", "CREATE_EXCHANGE_TABLE", "EXCHANGE_PARTITION",
                "DROP_PARTITION", "REPOPULATE", "REBUILD_STATISTICS", "DROP_EXCHANGE_TABLE", "RECORD_HISTORY");
    }

    @Test
    void a_later_round_goes_from_iterator_straight_to_the_first_task() {
        ProcessInstance instance = start("drop-partition", Map.of());
        complete(instance, StepKind.ITERATOR, "ITERATOR", Map.of("initialDue", false));
        assertThat(instance).isWaitingAtExactly("round", "CREATE_EXCHANGE_TABLE").hasNotPassed("INITIAL");
    }

    @Test
    void iterator_raising_operation_complete_leads_to_final_and_the_end() {
        ProcessInstance instance = start("drop-partition", Map.of());
        raiseOperationComplete(instance, StepKind.ITERATOR, "ITERATOR");
        assertThat(instance).isWaitingAtExactly("FINAL");
        complete(instance, StepKind.FINAL, "FINAL");
        assertThat(instance).isEnded().hasPassed("complete", "FINAL", "end");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void any_task_raising_operation_complete_leads_to_final(int position) {
        ProcessInstance instance = start("drop-partition", Map.of());
        complete(instance, StepKind.ITERATOR, "ITERATOR", Map.of("initialDue", false));
        TASKS.subList(0, position).forEach(task -> complete(instance, StepKind.TASK, task));
        raiseOperationComplete(instance, StepKind.TASK, TASKS.get(position));
        assertThat(instance).isWaitingAtExactly("FINAL");
    }

    @Test
    void initial_raising_operation_complete_leads_to_final() {
        ProcessInstance instance = start("drop-partition", Map.of());
        complete(instance, StepKind.ITERATOR, "ITERATOR", Map.of("initialDue", true));
        raiseOperationComplete(instance, StepKind.INITIAL, "INITIAL");
        assertThat(instance).isWaitingAtExactly("FINAL");
    }

    @Test
    void operation_complete_that_nothing_catches_raises_and_the_token_stays() {
        ProcessInstance instance = start("drop-partition", Map.of());
        raiseOperationComplete(instance, StepKind.ITERATOR, "ITERATOR");
        assertThatThrownBy(() -> raiseOperationComplete(instance, StepKind.FINAL, "FINAL"))
                .hasMessageContaining("-20100");
        assertThat(instance).isWaitingAtExactly("FINAL");
    }

    @Test
    void each_task_names_the_procedure_that_it_calls() {
        ProcessInstance instance = start("drop-partition", Map.of());
        complete(instance, StepKind.ITERATOR, "ITERATOR", Map.of("initialDue", false));
        for (String task : TASKS) {
            org.assertj.core.api.Assertions.assertThat(locked(instance, StepKind.TASK, task).getExtensionProperties())
                    .containsEntry("procedure", task);
            engine().getExternalTaskService().complete(engine().getExternalTaskService().createExternalTaskQuery()
                    .processInstanceId(instance.getId()).singleResult().getId(), "test");
        }
    }
}
