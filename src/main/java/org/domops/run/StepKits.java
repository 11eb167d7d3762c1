package org.domops.run;

import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneKey;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunRow;
import org.domops.log.StepPhase;
import org.domops.repository.Definitions;
import org.domops.repository.RepositoryIdentity;
import org.domops.repository.RunRules;
import org.domops.repository.TargetAccess;
import org.domops.target.RunCode;
import org.domops.target.PackageSource;
import org.domops.target.Parameter;
import org.domops.target.StateTable;
import org.domops.target.TargetDatabase;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts together from the definitions as they are now what a worker needs for a call. What is wrong with them is the
 * step's own error, and not one of the transaction, which records the end of the step before.
 */
@Component
class StepKits {

    private final Definitions definitions;
    private final RunRules rules;
    private final RepositoryIdentity identity;
    private final RunLanes lanes;
    private final Clock clock;

    StepKits(Definitions definitions, RunRules rules, RepositoryIdentity identity, RunLanes lanes, Clock clock) {
        this.definitions = definitions;
        this.rules = rules;
        this.identity = identity;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** @param phase of the token's step @param kind of the call */
    StepKit of(LaneToken token, StepPhase phase, StepKind kind, RunRow run) {
        String uuid = identity.uuid().toString();
        try {
            TargetDatabase database = database(token.databaseId(), run.environmentId());
            if (phase == StepPhase.CANCEL_QUIETEN) {
                return new StepKit(uuid, database, null, null, null, null);
            }
            requireCallable(token, kind, run);
            return new StepKit(uuid, database,
                    rules.policy(run.operationId(), kind == StepKind.TASK ? token.procedure() : kind.name()),
                    packageName(kind, run), kind == StepKind.INSTALL ? install(uuid, run, database) : null, null);
        } catch (DomException e) {
            return new StepKit(uuid, null, null, null, null,
                    StepOutcome.refused(e.code().number(), e.getMessage(), false));
        }
    }

    private TargetDatabase database(long databaseId, long environmentId) {
        TargetAccess access = definitions.access(databaseId, environmentId);
        return new TargetDatabase(databaseId, access.name(), access.dialect(), access.connectString(), access.username(),
                access.credential());
    }

    private void requireCallable(LaneToken token, StepKind kind, RunRow run) {
        if (kind == StepKind.TASK && token.arguments().problem() != null) {
            throw new DomException(DomCode.BAD_ARGUMENT, token.arguments().problem());
        }
        if (kind == StepKind.ITERATOR) {
            requireTime(new LaneKey(run.id(), token.databaseId()), run);
        }
    }

    /** The allowed duration counts from the lane's last start or restart. */
    private void requireTime(LaneKey key, RunRow run) {
        Optional<Duration> allowed = definitions.allowedDuration(run.operationId(), run.environmentId());
        LaneRow lane = lanes.find(key).orElseThrow();
        if (allowed.isPresent() && clock.instant().isAfter(lane.lastStart().plus(allowed.get()))) {
            throw new DomException(DomCode.DURATION_EXCEEDED, lane.database() + " runs since " + lane.lastStart()
                    + ", longer than the operation's allowed duration of " + allowed.get().toString().substring(2).toLowerCase(Locale.ROOT)
                    + "; no further round is begun, a restart goes on.");
        }
    }

    private String packageName(StepKind kind, RunRow run) {
        return switch (kind) {
            case INSTALL -> null;
            case TASK -> definitions.operation(run.operation()).packageName();
            case ITERATOR, INITIAL, FINAL -> definitions.iteratorPackage(run.operationId());
        };
    }

    private RunCode install(String uuid, RunRow run, TargetDatabase database) {
        return new RunCode(uuid, run.id(), run.mode(), run.operation(), run.instance(),
                definitions.packages(run.operationId(), database.dialect()).stream()
                        .map(source -> new PackageSource(source.name(), source.source(), source.sha256())).toList(),
                definitions.stateTables(run.operationId(), database.dialect()).stream()
                        .map(table -> new StateTable(table.name(), table.ddl())).toList(),
                definitions.parameters(run.operationId(), run.environmentId()).stream()
                        .map(parameter -> new Parameter(parameter.name(), parameter.objectOwner(),
                                parameter.objectName(), parameter.instance(), parameter.value())).toList(),
                lanes.overRuns(database.databaseId()));
    }
}
