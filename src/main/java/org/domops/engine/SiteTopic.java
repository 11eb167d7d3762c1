package org.domops.engine;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ParameterValueProvider;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The topic of a step whose lane is bound to a site: the step's own with {@code @} and the site, so that only workers of
 * the site are given it and the fetching of all others costs nothing more. The diagram has the step's own topic; the site
 * is the process variable {@code site} of the lane's instances.
 */
final class SiteTopic implements ParameterValueProvider {

    /** The process variable; null or not there: the servers' own workers. */
    static final String SITE = "site";
    private static final char SEPARATOR = '@';

    /** The site of the instance whose token this thread moves: its variable need not be read at each step. */
    private static final ThreadLocal<Known> MOVED = new ThreadLocal<>();

    private record Known(String processInstanceId, String site) {
    }

    private final String topic;

    private SiteTopic(String topic) {
        this.topic = topic;
    }

    /** Has the step's tasks carry the site of their lane. @param topic as the diagram has it */
    static void give(ActivityImpl activity, String topic) {
        if (activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior behavior && StepKind.topics().contains(topic)) {
            activity.setActivityBehavior(new ExternalTaskActivityBehavior(new SiteTopic(topic),
                    behavior.getPriorityValueProvider()));
        }
    }

    /** @param site null: the servers' own workers */
    static String of(String topic, String site) {
        return site == null ? topic : topic + SEPARATOR + site;
    }

    /** The topic as the diagram has it. */
    static String plain(String topic) {
        int end = topic.indexOf(SEPARATOR);
        return end < 0 ? topic : topic.substring(0, end);
    }

    static Optional<String> site(String topic) {
        int end = topic.indexOf(SEPARATOR);
        return end < 0 ? Optional.empty() : Optional.of(topic.substring(end + 1));
    }

    /** Does work that moves a token within its instance, whose site is known. */
    static <T> T moving(TokenPlace place, Supplier<T> work) {
        Known before = MOVED.get();
        MOVED.set(new Known(place.processInstanceId(), place.site()));
        try {
            return work.get();
        } finally {
            MOVED.set(before);
        }
    }

    @Override
    public Object getValue(VariableScope scope) {
        Known known = MOVED.get();
        if (known != null && scope instanceof ExecutionEntity execution
                && known.processInstanceId.equals(execution.getProcessInstanceId())) {
            return of(topic, known.site);
        }
        return scope.getVariable(SITE) instanceof String site ? of(topic, site) : topic;
    }

    @Override
    public boolean isDynamic() {
        return true;
    }
}
