package org.domops.engine;

import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.externaltask.LockedExternalTaskImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;

import java.util.List;
import java.util.Optional;

/**
 * Moves a token on and locks the external task that it reaches, in one engine command: the lane's next step costs no
 * query and can't be fetched by another in between.
 *
 * <p>It relies on the engine's entity cache: whatever external task a command creates is in it. Internal API of
 * Camunda 7.24, the last release.
 */
final class MoveToken implements Command<Optional<LockedExternalTask>> {

    private final LaneToken token;
    private final Command<Void> move;

    /** @param move completes the token's external task, or raises its BPMN error */
    MoveToken(LaneToken token, Command<Void> move) {
        this.token = token;
        this.move = move;
    }

    @Override
    public Optional<LockedExternalTask> execute(CommandContext context) {
        move.execute(context);
        for (ExternalTaskEntity task : context.getDbEntityManager().getCachedEntitiesByType(ExternalTaskEntity.class)) {
            if (isNew(task, context) && task.getWorkerId() == null && StepKind.ofTask(task.getTopicName()).isPresent()) {
                task.lock(token.workerId(), token.lockedFor());
                return Optional.of(LockedExternalTaskImpl.fromEntity(task, List.of(), true, false, true));
            }
        }
        return Optional.empty();
    }

    /** In the cache are also the token's own, and those of parallel branches that the move has ended. */
    private static boolean isNew(ExternalTaskEntity task, CommandContext context) {
        return context.getDbEntityManager().getDbEntityCache().getCachedEntity(task).getEntityState()
                == DbEntityState.TRANSIENT;
    }
}
