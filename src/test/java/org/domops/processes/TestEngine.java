package org.domops.processes;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;

/** The one engine of the tests that need no server; a second one would create its tables again. */
public final class TestEngine {

    public static final ProcessEngine ENGINE = ProcessEngineConfiguration
            .createProcessEngineConfigurationFromResource("process-test.cfg.xml").buildProcessEngine();

    private TestEngine() {
    }
}
