package org.domops.delegate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.domops.run.LaneObjects;
import org.springframework.stereotype.Component;

/** dom-lane's last task: no object is left. */
@Component
class CompleteLane implements JavaDelegate {

    private final LaneObjects objects;

    CompleteLane(LaneObjects objects) {
        this.objects = objects;
    }

    @Override
    public void execute(DelegateExecution execution) {
        objects.completeLane(NextObject.lane(execution));
    }
}
