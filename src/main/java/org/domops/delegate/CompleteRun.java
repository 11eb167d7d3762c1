package org.domops.delegate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.domops.run.RunWaves;
import org.springframework.stereotype.Component;

/** dom-run's last task: every lane is completed. */
@Component
class CompleteRun implements JavaDelegate {

    private final RunWaves waves;

    CompleteRun(RunWaves waves) {
        this.waves = waves;
    }

    @Override
    public void execute(DelegateExecution execution) {
        waves.complete(Long.parseLong(execution.getProcessBusinessKey()));
    }
}
