package org.domops.engine;

import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.externaltask.FetchAndLockBuilder;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteExternalTaskCmd;
import org.camunda.bpm.engine.impl.cmd.HandleExternalTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.domops.error.DomCode;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The engine's external tasks as tokens of lanes. Every method takes part in the caller's transaction, if there is one. */
@Component
public class ExternalTasks {

    static final String STRAY = "This instance is no lane's: an operation is run by starting " + Processes.RUN
            + ", not its own process. Delete the instance.";
    private static final int BATCH = 500;

    private final ExternalTaskService service;
    private final ProcessEngineConfigurationImpl engine;
    private final LaneTokens tokens;

    ExternalTasks(ExternalTaskService service, ProcessEngineConfigurationImpl engine, Branches branches) {
        this.service = service;
        this.engine = engine;
        this.tokens = new LaneTokens(engine, branches);
    }

    /**
     * Locks waiting tokens under a worker id of their batch: those of lanes that have begun first, then the first waiting
     * lane of each run, then the second of each, so that runs take turns; among equals the longest waiting.
     *
     * @param owner who fetches, for people
     * @param sites whose lanes are fetched beside those that are bound to none
     * @param most at most so many, at least 1
     * @param lease for so many milliseconds
     */
    public List<LaneToken> fetch(String owner, Collection<String> sites, int most, long lease) {
        FetchAndLockBuilder fetch = service.fetchAndLock().workerId(LaneToken.workerId(owner)).maxTasks(most)
                .usePriority(true).orderByCreateTime().asc();
        var topics = fetch.subscribe();
        for (String topic : StepKind.topics()) {
            topics = topics.topic(topic, lease).variables(LaneTokens.DATABASE_ID).includeExtensionProperties();
            for (String site : sites) {
                topics = topics.topic(SiteTopic.of(topic, site), lease).variables(LaneTokens.DATABASE_ID)
                        .includeExtensionProperties();
            }
        }
        List<LaneToken> fetched = new ArrayList<>();
        for (LockedExternalTask task : topics.execute()) {
            if (LaneTokens.ofLane(task)) {
                fetched.add(tokens.of(task, lease));
            } else {
                // one stray instance, e.g. of an operation started on its own, must not keep the others' from being fetched
                service.handleFailure(task.getId(), task.getWorkerId(), STRAY, STRAY, 0, 0);
            }
        }
        return fetched;
    }

    /** Whether the token is still this lock's. */
    public boolean owns(LaneToken token) {
        ExternalTask task = service.createExternalTaskQuery().externalTaskId(token.externalTaskId()).singleResult();
        return task != null && token.workerId().equals(task.getWorkerId());
    }

    /** Completes the step and locks the one that the lane reaches, if it does. */
    public Optional<LaneToken> complete(LaneToken token, Map<String, Object> variables) {
        return move(token, new CompleteExternalTaskCmd(token.externalTaskId(), token.workerId(), variables, null));
    }

    /** Ends the object by the BPMN error -20100 and locks the step that the lane reaches, which is FINAL. */
    public Optional<LaneToken> operationComplete(LaneToken token, String message) {
        return move(token, new HandleExternalTaskBpmnErrorCmd(token.externalTaskId(), token.workerId(),
                String.valueOf(DomCode.OPERATION_COMPLETE.number()), message, null));
    }

    /** Gives the token back with an incident, to wait for a restart. */
    public void incident(LaneToken token, String message, String details) {
        service.handleFailure(token.externalTaskId(), token.workerId(), message, details, 0, 0);
    }

    /** Gives the token back after a transient error: it can be fetched again after so long. */
    public void retryLater(LaneToken token, String message, Duration after) {
        service.handleFailure(token.externalTaskId(), token.workerId(), message, message, 1, after.toMillis());
    }

    /** Lets the token wait: nobody fetches it for so long, unless it is released before. */
    public void park(LaneToken token, Duration time) {
        service.extendLock(token.externalTaskId(), token.workerId(), time.toMillis());
    }

    /** Ends the waiting of parked tokens; those that are gone are left out. */
    public void release(Collection<String> externalTaskIds) {
        if (!externalTaskIds.isEmpty()) {
            service.createExternalTaskQuery().externalTaskIdIn(Set.copyOf(externalTaskIds)).locked().list()
                    .forEach(task -> service.unlock(task.getId()));
        }
    }

    /** Which of them there are. */
    public Set<String> existing(Collection<String> externalTaskIds) {
        List<String> ids = List.copyOf(externalTaskIds);
        Set<String> existing = new HashSet<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            service.createExternalTaskQuery().externalTaskIdIn(Set.copyOf(ids.subList(from, Math.min(ids.size(), from + BATCH))))
                    .list().forEach(task -> existing.add(task.getId()));
        }
        return existing;
    }

    /** Gives the token back as it was, for this or another server to go on with. */
    public void unlock(LaneToken token) {
        service.unlock(token.externalTaskId());
    }

    /**
     * Resolves the incidents of tokens: they can be fetched again; those that are gone are left out.
     *
     * @return how many had one
     */
    public int retry(Collection<String> externalTaskIds) {
        if (externalTaskIds.isEmpty()) {
            return 0;
        }
        List<String> errored = service.createExternalTaskQuery().externalTaskIdIn(Set.copyOf(externalTaskIds))
                .noRetriesLeft().list().stream().map(ExternalTask::getId).toList();
        if (!errored.isEmpty()) {
            service.setRetries(errored, 1);
        }
        return errored.size();
    }

    /** Whatever kept the tokens from being fetched, an incident or their waiting, is over. */
    public void letFetch(Collection<String> externalTaskIds) {
        retry(externalTaskIds);
        release(externalTaskIds);
    }

    /**
     * Moves the token to another step of its diagram and locks it there.
     *
     * @param activityId see {@link Diagrams#activityOf}
     */
    public Optional<LaneToken> relocate(LaneToken token, String activityId) {
        return move(token, new Relocate(token, activityId));
    }

    private Optional<LaneToken> move(LaneToken token, Command<Void> command) {
        return SiteTopic.moving(token.place(), () -> engine.getCommandExecutorTxRequired().execute(new MoveToken(token, command)))
                .map(task -> tokens.of(task, token.runId(), token.databaseId(), token.lockedFor()));
    }
}
