package org.domops.processes;

import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.domops.engine.StepKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

class DomLaneProcessTest extends ProcessTest {

    private final Deque<String> objects = new ArrayDeque<>();
    private int completed;
    private String operation;

    @Override
    String resource() {
        return "dom-lane.bpmn";
    }

    @BeforeEach
    void delegates() {
        operation = engine().getRepositoryService().createDeployment()
                .addClasspathResource("processes/drop-partition.bpmn").deploy().getId();
        delegate("nextObject", execution -> {
            execution.setVariable("objectLeft", !objects.isEmpty());
            execution.setVariable("object", objects.poll());
        });
        delegate("completeLane", execution -> completed++);
    }

    @AfterEach
    void undeployOperation() {
        engine().getRepositoryService().deleteDeployment(operation, true);
    }

    @Test
    void a_lane_installs_before_anything_else() {
        ProcessInstance lane = startLane();
        assertThat(lane).isWaitingAtExactly("INSTALL");
    }

    @Test
    void a_lane_without_an_object_left_is_completed() {
        ProcessInstance lane = startLane();
        complete(lane, StepKind.INSTALL, "INSTALL");
        assertThat(lane).isEnded().hasPassed("completeLane").hasNotPassed("operation");
        org.assertj.core.api.Assertions.assertThat(completed).isEqualTo(1);
    }

    @Test
    void a_lane_calls_the_operation_for_one_object_after_the_other() {
        objects.addAll(List.of("SALES.CDR_DATA", "SALES.SMS_DATA"));
        ProcessInstance lane = startLane();
        complete(lane, StepKind.INSTALL, "INSTALL");
        for (String object : List.of("SALES.CDR_DATA", "SALES.SMS_DATA")) {
            assertThat(lane).isWaitingAtExactly("operation");
            ProcessInstance called = engine().getRuntimeService().createProcessInstanceQuery()
                    .superProcessInstanceId(lane.getId()).singleResult();
            assertThat(called).hasProcessDefinitionKey("drop-partition");
            assertThat(called).hasBusinessKey("57");
            org.assertj.core.api.Assertions.assertThat(engine().getRuntimeService().getVariables(called.getId()))
                    .containsEntry("object", object).containsEntry("database", "SALESPRD02")
                    .containsEntry("databaseId", 2L);
            raiseOperationComplete(called, StepKind.ITERATOR, "ITERATOR");
            complete(called, StepKind.FINAL, "FINAL");
        }
        assertThat(lane).isEnded();
        org.assertj.core.api.Assertions.assertThat(completed).isEqualTo(1);
    }

    @Test
    void a_lane_keeps_to_the_version_of_the_operation_that_it_was_planned_with() {
        objects.add("SALES.CDR_DATA");
        ProcessInstance lane = startLane();
        String newer = engine().getRepositoryService().createDeployment()
                .addClasspathResource("processes/drop-partition.bpmn").deploy().getId();
        complete(lane, StepKind.INSTALL, "INSTALL");
        ProcessInstance called = engine().getRuntimeService().createProcessInstanceQuery()
                .superProcessInstanceId(lane.getId()).singleResult();
        org.assertj.core.api.Assertions.assertThat(engine().getRepositoryService()
                .getProcessDefinition(called.getProcessDefinitionId()).getVersion()).isEqualTo(1);
        engine().getRepositoryService().deleteDeployment(newer, true);
    }

    private ProcessInstance startLane() {
        return start("dom-lane", Map.of("priority", 0, "databaseId", 2L, "database", "SALESPRD02", "operation", "drop-partition",
                "operationVersion", 1));
    }
}
