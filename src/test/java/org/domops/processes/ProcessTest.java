package org.domops.processes;

import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.domops.engine.StepKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.util.Map;

/** A diagram on a real engine; what its delegates decide is given by the test. */
abstract class ProcessTest {

    private static final String WORKER = "test";

    private String deployment;

    abstract String resource();

    @BeforeEach
    void deploy() {
        AbstractAssertions.init(engine());
        deployment = engine().getRepositoryService().createDeployment().addClasspathResource("processes/" + resource())
                .deploy().getId();
    }

    @AfterEach
    void undeploy() {
        Mocks.reset();
        engine().getRepositoryService().deleteDeployment(deployment, true);
    }

    ProcessEngine engine() {
        return TestEngine.ENGINE;
    }

    void delegate(String bean, JavaDelegate does) {
        Mocks.register(bean, does);
    }

    ProcessInstance start(String key, Map<String, Object> variables) {
        return engine().getRuntimeService().startProcessInstanceByKey(key, "57", variables);
    }

    void complete(ProcessInstance instance, StepKind kind, String activity, Map<String, Object> variables) {
        external().complete(locked(instance, kind, activity).getId(), WORKER, variables);
    }

    void complete(ProcessInstance instance, StepKind kind, String activity) {
        complete(instance, kind, activity, Map.of());
    }

    void raiseOperationComplete(ProcessInstance instance, StepKind kind, String activity) {
        external().handleBpmnError(locked(instance, kind, activity).getId(), WORKER, "-20100");
    }

    LockedExternalTask locked(ProcessInstance instance, StepKind kind, String activity) {
        return external().fetchAndLock(1, WORKER).topic(kind.topic(), 60_000)
                .processDefinitionId(instance.getProcessDefinitionId()).includeExtensionProperties().execute().stream()
                .filter(task -> task.getActivityId().equals(activity)).findFirst()
                .orElseThrow(() -> new AssertionError("no external task of topic " + kind.topic() + " at " + activity));
    }

    private ExternalTaskService external() {
        return engine().getExternalTaskService();
    }
}
