package org.domops.engine;

import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.externaltask.LockedExternalTaskImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens by who has locked them, for those who know a lock's ids only: workers outside of the server, and heartbeats. Every method takes part
 * in the caller's transaction, if there is one.
 */
@Component
public class HeldTokens {

    private final ExternalTaskService service;
    private final ProcessEngineConfigurationImpl engine;
    private final LaneTokens tokens;

    /** @param workerId unique for the lock */
    public record Lock(String externalTaskId, String workerId) {
    }

    HeldTokens(ExternalTaskService service, ProcessEngineConfigurationImpl engine, Branches branches) {
        this.service = service;
        this.engine = engine;
        this.tokens = new LaneTokens(engine, branches);
    }

    /**
     * Puts a lock that the engine's REST interface gave under a worker id of its own. A token that has that id already is
     * left as it is: the answer to the former request was lost.
     *
     * @param fetchedBy the worker id under which it was fetched, which all locks of one worker have
     * @param workerId unique for the lock
     * @param lease for so many milliseconds from now
     * @return empty: the token is locked by another, is gone, or is no lane's, which is then said by an incident
     */
    public Optional<LaneToken> take(String externalTaskId, String fetchedBy, String workerId, long lease) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            ExternalTaskEntity task = context.getExternalTaskManager().findExternalTaskById(externalTaskId);
            if (task == null || !fetchedBy.equals(task.getWorkerId()) && !workerId.equals(task.getWorkerId())) {
                return Optional.<LaneToken>empty();
            }
            task.lock(workerId, lease);
            Optional<LaneToken> token = token(task, lease);
            if (token.isEmpty()) {
                service.handleFailure(externalTaskId, workerId, ExternalTasks.STRAY, ExternalTasks.STRAY, 0, 0);
            }
            return token;
        });
    }

    /** @return empty: the token is not locked under the id */
    public Optional<LaneToken> find(String externalTaskId, String workerId, long lease) {
        return engine.getCommandExecutorTxRequired().execute(context ->
                held(context, externalTaskId, workerId).flatMap(task -> token(task, lease)));
    }

    /** The token that is locked under the id, wherever it has gone meanwhile; there is one at most, as the id is unique. */
    public Optional<LaneToken> heldBy(String workerId, long lease) {
        List<ExternalTask> held = service.createExternalTaskQuery().workerId(workerId).list();
        return held.stream().findFirst().flatMap(task -> find(task.getId(), workerId, lease));
    }

    /**
     * Extends leases from now, in one transaction; also of locks that have ended, as long as nobody else has taken the token.
     *
     * @return the locks that are still there
     */
    public Set<Lock> extend(Collection<Lock> locks, long lease) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            Set<Lock> still = new HashSet<>();
            for (Lock lock : locks) {
                held(context, lock.externalTaskId(), lock.workerId()).ifPresent(task -> {
                    task.lock(lock.workerId(), lease);
                    still.add(lock);
                });
            }
            return still;
        });
    }

    /** Ends a lock, so that the token can be fetched at once; one that is locked under another id, or gone, is left alone. */
    public void giveBack(String externalTaskId, String workerId) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            held(context, externalTaskId, workerId).ifPresent(ExternalTaskEntity::unlock);
            return null;
        });
    }

    /**
     * Has tokens, and all that comes after them in their lane, go to the workers of a site; those that are gone are left
     * out.
     *
     * @param site null: to the servers' own workers
     */
    public void moveTo(String site, Collection<String> externalTaskIds) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            externalTaskIds.stream().map(context.getExternalTaskManager()::findExternalTaskById).filter(Objects::nonNull)
                    .forEach(task -> moveTo(site, task, context));
            return null;
        });
    }

    private static void moveTo(String site, ExternalTaskEntity task, CommandContext context) {
        task.setTopicName(SiteTopic.of(SiteTopic.plain(task.getTopicName()), site));
        ExecutionEntity instance = task.getExecution().getProcessInstance();
        instance.setVariable(SiteTopic.SITE, site);
        if (instance.getSuperExecution() != null) {
            instance.getSuperExecution().getProcessInstance().setVariable(SiteTopic.SITE, site);
        }
    }

    private static Optional<ExternalTaskEntity> held(CommandContext context, String externalTaskId, String workerId) {
        return Optional.ofNullable(context.getExternalTaskManager().findExternalTaskById(externalTaskId))
                .filter(task -> workerId.equals(task.getWorkerId()));
    }

    private Optional<LaneToken> token(ExternalTaskEntity task, long lease) {
        if (StepKind.ofTask(task.getTopicName()).isEmpty()) {
            return Optional.empty();
        }
        LockedExternalTaskImpl locked = LockedExternalTaskImpl.fromEntity(task, List.of(LaneTokens.DATABASE_ID), false, false, true);
        String businessKey = task.getExecution().getProcessInstance().getBusinessKey();
        return LaneTokens.ofLane(locked, businessKey) ? Optional.of(tokens.of(locked, businessKey, lease)) : Optional.empty();
    }
}
