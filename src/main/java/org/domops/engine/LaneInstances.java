package org.domops.engine;

import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The dom-lane instances and what they have called. Every method takes part in the caller's transaction, if there is one. */
@Component
public class LaneInstances {

    private static final String INSTALL = "INSTALL";
    private static final String OPERATION = "operation";
    private static final int BATCH = 500;

    private final RuntimeService service;
    private final ExternalTaskService externalTasks;
    private final Diagrams diagrams;
    private final Branches branches;

    LaneInstances(RuntimeService service, ExternalTaskService externalTasks, Diagrams diagrams, Branches branches) {
        this.service = service;
        this.externalTasks = externalTasks;
        this.diagrams = diagrams;
        this.branches = branches;
    }

    /**
     * Deletes an instance with all that it has called.
     *
     * @param processInstanceId null, or of an instance that is gone: nothing happens
     * @param reason for Cockpit's history
     */
    public void delete(String processInstanceId, String reason) {
        if (processInstanceId != null) {
            service.deleteProcessInstanceIfExists(processInstanceId, reason, true, true, false, false);
        }
    }

    /** Those of the instances that are there and whose operation, if they wait for one, is there, too. */
    public Set<String> alive(Collection<String> processInstanceIds) {
        Set<String> alive = new HashSet<>();
        List<String> ids = List.copyOf(processInstanceIds);
        for (int from = 0; from < ids.size(); from += BATCH) {
            Set<String> batch = Set.copyOf(ids.subList(from, Math.min(ids.size(), from + BATCH)));
            service.createProcessInstanceQuery().processInstanceIds(batch).list().forEach(lane -> alive.add(lane.getId()));
        }
        service.createNativeExecutionQuery().sql("""
                select E.* from ACT_RU_EXECUTION E where E.ACT_ID_ = #{operation} and E.IS_ACTIVE_ = #{active}
                and not exists (select 1 from ACT_RU_EXECUTION C where C.SUPER_EXEC_ = E.ID_)""")
                .parameter("operation", OPERATION).parameter("active", true).list()
                .forEach(waiting -> alive.remove(waiting.getProcessInstanceId()));
        return alive;
    }

    /** Those of runs and of lanes that somebody has suspended, or in which he has suspended the operation. */
    public Set<String> suspended() {
        Set<String> suspended = new HashSet<>();
        service.createProcessInstanceQuery().suspended().list()
                .forEach(instance -> suspended.add(instance.getRootProcessInstanceId()));
        return suspended;
    }

    /** Those of lanes that have more tokens than their diagrams can have: somebody has put them there. */
    public Set<String> withTooManyTokens() {
        Set<String> instances = new HashSet<>();
        service.createNativeProcessInstanceQuery().sql("""
                select P.* from ACT_RU_EXECUTION P where P.PARENT_ID_ is null and P.ID_ = P.ROOT_PROC_INST_ID_
                and 1 < (select count(*) from ACT_RU_EXT_TASK T join ACT_RU_EXECUTION I on I.ID_ = T.PROC_INST_ID_
                         where I.ROOT_PROC_INST_ID_ = P.ID_)""").list()
                .forEach(lane -> instances.add(lane.getId()));
        instances.removeIf(this::mayHaveSeveral);
        return instances;
    }

    /** One operation, of a diagram that branches. */
    private boolean mayHaveSeveral(String laneInstanceId) {
        List<ProcessInstance> operations = service.createProcessInstanceQuery().superProcessInstanceId(laneInstanceId).list();
        return operations.size() == 1 && branches.in(operations.get(0).getProcessDefinitionId());
    }

    /** Leaves the object that the lane works on: code and parameters are installed again, then the next object begins. */
    public void backToInstall(String laneInstanceId) {
        service.createProcessInstanceModification(laneInstanceId)
                .startBeforeActivity(INSTALL).cancelAllForActivity(OPERATION)
                .setAnnotation("DOM: the object is skipped").execute();
    }

    /**
     * Leaves the steps at which an object's tokens stand and begins at its ITERATOR.
     *
     * @param externalTaskId of one of the tokens
     * @return false: the token stands at INSTALL, there is no object yet
     */
    public boolean backToIterator(String externalTaskId) {
        ExternalTask token = externalTasks.createExternalTaskQuery().externalTaskId(externalTaskId).singleResult();
        if (token == null || StepKind.ofTask(token.getTopicName()).filter(StepKind.INSTALL::equals).isPresent()) {
            return false;
        }
        ProcessInstanceModificationBuilder move = service.createProcessInstanceModification(token.getProcessInstanceId())
                .startBeforeActivity(diagrams.activityOf(token.getProcessDefinitionId(), StepKind.ITERATOR, StepKind.ITERATOR.name()));
        leaves(service.getActivityInstance(token.getProcessInstanceId())).forEach(move::cancelActivityInstance);
        move.setAnnotation("DOM: restarted from the iterator").execute();
        return true;
    }

    private static List<String> leaves(ActivityInstance tree) {
        List<String> leaves = new ArrayList<>();
        for (ActivityInstance child : tree.getChildActivityInstances()) {
            if (child.getChildActivityInstances().length == 0) {
                leaves.add(child.getId());
            } else {
                leaves.addAll(leaves(child));
            }
        }
        return leaves;
    }
}
