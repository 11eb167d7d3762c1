package org.domops.delegate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.domops.run.RunWaves;
import org.springframework.stereotype.Component;

/** dom-run's release of a wave: starts a dom-lane instance for each of its lanes. */
@Component
class ReleaseWave implements JavaDelegate {

    private final RunWaves waves;

    ReleaseWave(RunWaves waves) {
        this.waves = waves;
    }

    @Override
    public void execute(DelegateExecution execution) {
        waves.releaseNext(Long.parseLong(execution.getProcessBusinessKey()));
    }
}
