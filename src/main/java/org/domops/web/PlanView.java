package org.domops.web;

import org.domops.repository.ExplainedPlan;
import org.domops.repository.ExplainedPlan.ExplainedLane;
import org.domops.repository.ExplainedPlan.ExplainedParameter;
import org.domops.repository.ExplainedPlan.ExplainedTask;
import org.domops.repository.StepPolicy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A plan as clients get it; durations in seconds.
 *
 * @param allowedSeconds of each lane; null: unlimited
 * @param serial one database after the other
 * @param parallel at most so many databases at once; null: as many as the servers work on
 * @param waves how many databases each has
 * @param stops when errors stop the release of further databases, in words
 * @param otherSteps the policy of INSTALL, ITERATOR, INITIAL and FINAL
 * @param missing what a run would fail for
 * @param leftOut what belongs to the operation and is not part of the plan, and why
 */
public record PlanView(String operation, String description, String environment, int instance, Long allowedSeconds,
                       boolean serial, Integer parallel, List<Integer> waves, String stops, String iteratorPackage,
                       Policy otherSteps, List<Task> tasks, List<Lane> lanes, List<Parameter> parameters,
                       List<String> missing, List<String> leftOut) {

    /**
     * @param transientErrors beside those that the dialect knows
     * @param resumableSeconds null, as the following: not set
     */
    public record Policy(int retries, long backoffSeconds, List<Integer> transientErrors, Long resumableSeconds,
                         Long ddlLockTimeoutSeconds, Long maxStepSeconds) {

        static Policy of(StepPolicy policy) {
            return new Policy(policy.retries(), policy.backoff().toSeconds(),
                    policy.transientErrors().stream().sorted().toList(), seconds(policy.resumable()),
                    seconds(policy.ddlLockTimeout()), seconds(policy.maxStepTime()));
        }
    }

    public record Task(String procedure, String description, int runOrder, Policy policy) {
    }

    /**
     * @param parallel at most so many lanes, of all runs, on the database at once; null: any number
     * @param site whose workers work on it; null: the servers' own
     * @param windows when steps may begin; empty: always
     * @param objects {@code TYPE OWNER.NAME} in run order
     */
    public record Lane(int wave, String database, String dialect, Integer parallel, String site, List<String> windows,
                       List<String> objects) {

        static Lane of(ExplainedLane lane) {
            return new Lane(lane.wave(), lane.database(), lane.dialect(), lane.parallel(), lane.site(), lane.windows(),
                    lane.objects().stream().map(o -> o.type() + " " + o.owner() + "." + o.name()).toList());
        }
    }

    /**
     * @param object null: every object without a line of its own
     * @param value null: defined as null
     * @param from what the value is defined for
     */
    public record Parameter(String name, String object, String value, boolean secret, String from) {

        static Parameter of(ExplainedParameter parameter) {
            return new Parameter(parameter.name(), parameter.object(), parameter.value(), parameter.secret(),
                    parameter.from().words());
        }
    }

    static PlanView of(ExplainedPlan plan) {
        int waves = plan.lanes().stream().mapToInt(ExplainedLane::wave).max().orElse(0);
        int[] sizes = new int[waves];
        plan.lanes().forEach(lane -> sizes[lane.wave() - 1]++);
        return new PlanView(plan.operation(), plan.description(), plan.environment(), plan.instance(),
                seconds(plan.allowedDuration()), plan.control().serial(), plan.control().parallel(),
                Arrays.stream(sizes).boxed().toList(), plan.stops(), plan.iteratorPackage(),
                Policy.of(plan.otherSteps()), plan.tasks().stream().map(PlanView::task).toList(),
                plan.lanes().stream().map(Lane::of).toList(), plan.parameters().stream().map(Parameter::of).toList(),
                plan.missing(), plan.leftOut());
    }

    private static Task task(ExplainedTask task) {
        return new Task(task.procedure(), task.description(), task.runOrder(), Policy.of(task.policy()));
    }

    private static Long seconds(Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }
}
