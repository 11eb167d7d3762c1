package org.domops.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.domops.processes.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** In which order a worker fetches the lanes that wait. */
class LaneTurnsTest {

    private static final ProcessEngine ENGINE = TestEngine.ENGINE;
    private String deployment;

    @BeforeEach
    void deploy() {
        deployment = ENGINE.getRepositoryService().createDeployment().addClasspathResource("processes/dom-lane.bpmn").deploy().getId();
    }

    @AfterEach
    void undeploy() {
        ENGINE.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Test
    void waiting_lanes_of_different_runs_take_turns() {
        for (int lane = 1; lane <= 3; lane++) {
            release(1, lane, -lane);
        }
        for (int lane = 1; lane <= 2; lane++) {
            release(2, lane, -lane);
        }
        release(3, 1, 0);
        ExternalTasks tasks = new ExternalTasks(ENGINE.getExternalTaskService(),
                (ProcessEngineConfigurationImpl) ENGINE.getProcessEngineConfiguration(), new Branches(ENGINE.getRepositoryService()));
        List<String> fetched = tasks.fetch("test", List.of(), 10, 60_000).stream().map(token -> token.runId() + "/" + token.databaseId()).toList();
        assertThat(fetched.get(0)).as("a lane that has begun").isEqualTo("3/1");
        assertThat(fetched.subList(1, 3)).as("the first of each run").containsExactlyInAnyOrder("1/1", "2/1");
        assertThat(fetched.subList(3, 5)).as("the second of each").containsExactlyInAnyOrder("1/2", "2/2");
        assertThat(fetched.get(5)).isEqualTo("1/3");
    }

    private static void release(long run, long database, int priority) {
        ENGINE.getRuntimeService().startProcessInstanceByKey("dom-lane", String.valueOf(run), Map.of("databaseId", database,
                "database", "DB" + database, "operation", "probe", "operationVersion", 1, "priority", priority));
    }
}
