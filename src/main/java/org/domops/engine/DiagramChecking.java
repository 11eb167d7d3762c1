package org.domops.engine;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.domops.repository.OperationProcedures;
import org.springframework.stereotype.Component;

/** Has the engine refuse diagrams that can't work, whichever way they are deployed. */
@Component
class DiagramChecking extends AbstractProcessEnginePlugin {

    private final DiagramRules rules;

    DiagramChecking(OperationProcedures procedures) {
        rules = new DiagramRules(procedures::of);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setBpmnParseFactory(parser -> new DiagramParse(parser, rules));
    }
}
