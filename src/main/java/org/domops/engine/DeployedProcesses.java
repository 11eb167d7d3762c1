package org.domops.engine;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import java.util.List;

/** Stops a server that has found no diagrams on its class path: it could start nothing, and would say so only at night. */
@Component
class DeployedProcesses implements ApplicationRunner {

    private final Diagrams diagrams;

    DeployedProcesses(Diagrams diagrams) {
        this.diagrams = diagrams;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (String process : List.of(Processes.RUN, Processes.LANE)) {
            if (diagrams.latest(process).isEmpty()) {
                throw new DomException(DomCode.NO_DIAGRAM, "The process " + process + " is not deployed: its diagram was "
                        + "not found in processes/ on the class path.");
            }
        }
    }
}
