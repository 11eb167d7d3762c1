package org.domops.delegate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.domops.log.LaneKey;
import org.domops.log.ObjectRow;
import org.domops.run.LaneObjects;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** dom-lane's choice of the next object in run order. */
@Component
class NextObject implements JavaDelegate {

    private final LaneObjects objects;

    NextObject(LaneObjects objects) {
        this.objects = objects;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Optional<ObjectRow> next = objects.takeNext(lane(execution));
        execution.setVariable("objectLeft", next.isPresent());
        next.ifPresent(object -> execution.setVariable("object", object.qualifiedName()));
    }

    static LaneKey lane(DelegateExecution execution) {
        return new LaneKey(Long.parseLong(execution.getProcessBusinessKey()),
                ((Number) execution.getVariable("databaseId")).longValue());
    }
}
