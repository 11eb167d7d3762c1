package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.repository.Definitions;
import org.domops.repository.RepositoryIdentity;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.domops.target.InstallRequest;
import org.domops.target.PackageSource;
import org.domops.target.Parameter;
import org.domops.target.StateTable;
import org.domops.target.TargetException;
import org.domops.target.TargetSession;
import org.springframework.stereotype.Component;


/** Installs what differs on the target, and pushes the run's parameters as they are now. */
@Component
class InstallDelegate implements StepDelegate {

    private final Definitions definitions;
    private final RepositoryIdentity identity;
    private final StepCalls calls;
    private final TargetWait wait;

    InstallDelegate(Definitions definitions, RepositoryIdentity identity, StepCalls calls, TargetWait wait) {
        this.definitions = definitions;
        this.identity = identity;
        this.calls = calls;
        this.wait = wait;
    }

    @Override
    public StepKind kind() {
        return StepKind.INSTALL;
    }

    @Override
    public StepOutcome execute(StepOrder order, LaneSession lane) {
        TargetSession session = lane.forObject(0);
        lane.guard().begin(null, true);
        try {
            install(order, lane, session);
        } finally {
            lane.guard().end();
        }
        String sessionId = session.sessionId();
        // code that was replaced leaves no package state behind
        lane.close();
        return StepOutcome.done(sessionId);
    }

    /** A step that a former owner has begun ends with the code and the parameters it began with. */
    private void install(StepOrder order, LaneSession lane, TargetSession session) {
        InstallRequest request = request(order, lane.database().dialect(), session);
        for (boolean waited = false; ; waited = true) {
            try {
                session.install(request);
                if (waited) {
                    wait.over(order);
                }
                return;
            } catch (TargetException e) {
                if (e.code() != DomCode.FORMER_SESSION || lane.guard().reason().isPresent()) {
                    throw e;
                }
                wait.once(order, e.getMessage());
            }
        }
    }

    private InstallRequest request(StepOrder order, String dialect, TargetSession session) {
        long operationId = order.run().operationId();
        return new InstallRequest(identity.uuid().toString(), order.run().id(), order.run().mode(), order.run().operation(),
                order.run().instance(),
                definitions.packages(operationId, dialect).stream()
                        .map(source -> new PackageSource(source.name(), source.source(), source.sha256())).toList(),
                definitions.stateTables(operationId, dialect).stream()
                        .map(table -> new StateTable(table.name(), table.ddl())).toList(),
                definitions.parameters(operationId, order.run().environmentId()).stream()
                        .map(parameter -> new Parameter(parameter.name(), parameter.objectOwner(),
                                parameter.objectName(), parameter.instance(), parameter.value())).toList(),
                calls.lane(order, session), order.stamp());
    }
}
