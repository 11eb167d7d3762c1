package org.domops.demo;

import org.domops.client.Attempt;
import org.domops.client.Lane;
import org.domops.client.Run;
import org.domops.client.RunsClient;
import org.domops.client.Task;

import java.util.List;
import java.util.Optional;

/** Everything that the server tells of a run at one time. */
record Snapshot(Run run, List<Task> tasks, List<Attempt> attempts) {

    static Snapshot of(RunsClient runs, long id) {
        return new Snapshot(runs.run(id), runs.tasks(id), runs.attempts(id));
    }

    Optional<Lane> lane(String database) {
        return run.laneList().stream().filter(lane -> lane.database().equals(database)).findFirst();
    }

    List<Task> errored() {
        return tasks.stream().filter(task -> "E".equals(task.status())).toList();
    }

    /** The attempts at the steps of a database, in order. */
    List<Attempt> attempts(String database) {
        List<Long> steps = tasks.stream().filter(task -> task.database().equals(database)).map(Task::id).toList();
        return attempts.stream().filter(attempt -> steps.contains(attempt.taskLogId())).toList();
    }

    Optional<Task> task(String database, String procedure, int iteration) {
        return tasks.stream().filter(task -> task.database().equals(database) && task.iteration() == iteration
                && task.procedure().equalsIgnoreCase(procedure)).findFirst();
    }
}
