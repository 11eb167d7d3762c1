package org.domops.processes;

import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

class DomRunProcessTest extends ProcessTest {

    private boolean restarted;
    private int released;
    private int completed;

    @Override
    String resource() {
        return "dom-run.bpmn";
    }

    @BeforeEach
    void delegates() {
        delegate("planRun", execution -> execution.setVariable("restarted", restarted));
        delegate("releaseWave", execution -> released++);
        delegate("completeRun", execution -> completed++);
    }

    @Test
    void a_refused_start_leaves_no_instance() {
        delegate("planRun", execution -> {
            throw new IllegalStateException("-20001");
        });
        assertThatThrownBy(() -> start("dom-run", Map.of())).hasMessageContaining("-20001");
        org.assertj.core.api.Assertions.assertThat(engine().getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
    }

    @Test
    void a_restart_ends_at_once_and_releases_nothing() {
        restarted = true;
        ProcessInstance run = start("dom-run", Map.of());
        assertThat(run).isEnded().hasPassed("restarted").hasNotPassed("releaseWave");
        org.assertj.core.api.Assertions.assertThat(released).isZero();
    }

    @Test
    void a_new_run_releases_its_first_wave_and_waits() {
        ProcessInstance run = start("dom-run", Map.of());
        assertThat(run).isWaitingAtExactly("waveOver");
        org.assertj.core.api.Assertions.assertThat(released).isEqualTo(1);
    }

    @Test
    void the_next_wave_follows_when_one_is_over() {
        ProcessInstance run = start("dom-run", Map.of());
        proceed(run, "waveOver", Map.of("next", "RELEASE"));
        assertThat(run).isWaitingAtExactly("waveOver");
        org.assertj.core.api.Assertions.assertThat(released).isEqualTo(2);
    }

    @Test
    void an_errored_run_waits_for_the_restart_and_is_completed_after_it() {
        ProcessInstance run = start("dom-run", Map.of());
        proceed(run, "waveOver", Map.of("next", "ERRORED"));
        assertThat(run).isWaitingAtExactly("errored");
        proceed(run, "errored", Map.of());
        assertThat(run).isWaitingAtExactly("waveOver");
        proceed(run, "waveOver", Map.of("next", "COMPLETE"));
        assertThat(run).isEnded().hasPassedInOrder("errored", "completeRun", "end");
        org.assertj.core.api.Assertions.assertThat(completed).isEqualTo(1);
    }

    private void proceed(ProcessInstance run, String receiveTask, Map<String, Object> variables) {
        Execution execution = engine().getRuntimeService().createExecutionQuery().processInstanceId(run.getId())
                .activityId(receiveTask).singleResult();
        engine().getRuntimeService().signal(execution.getId(), variables);
    }
}
