package org.domops.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.domops.delegate.WorkerBeats;
import org.domops.delegate.WorkerDesk;
import org.domops.engine.CurrentUser;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.Workers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Who works on lanes; and what workers outside of the servers ask, beside the engine's own REST interface. */
@RestController
@RequestMapping("/api")
@Tag(name = "Workers", description = "Servers and workers. What is below /api/worker is for 'dom worker' itself: it needs a "
        + "member of the group domworker.")
class WorkerController {

    private final WorkerDesk desk;
    private final WorkerBeats beats;
    private final Workers workers;
    private final CurrentUser user;
    private final Duration lease;
    private final Clock clock;

    WorkerController(WorkerDesk desk, WorkerBeats beats, Workers workers, CurrentUser user,
                     @Value("${dom.worker.lease}") Duration lease, Clock clock) {
        this.desk = desk;
        this.beats = beats;
        this.workers = workers;
        this.user = user;
        this.lease = lease;
        this.clock = clock;
    }

    /** By name. */
    record WorkerList(List<WorkerView> workers) {
    }

    /** What was asked is done. */
    record Done(boolean done) {
    }

    @GetMapping("/workers")
    @Operation(summary = "The workers", description = "Servers and workers that were seen within a day.")
    WorkerList all() {
        return new WorkerList(workers.all().stream().map(row -> WorkerView.of(row, clock.instant(), lease)).toList());
    }

    @PostMapping("/worker/hello")
    @Operation(summary = "A worker begins")
    WorkerBeats.Answer hello(@RequestBody WorkerBeats.Beat beat) {
        return as(() -> beats.begin(beat));
    }

    @PostMapping("/worker/beat")
    @Operation(summary = "A worker's heartbeat", description = "Extends its leases.")
    WorkerBeats.Answer beat(@RequestBody WorkerBeats.Beat beat) {
        return as(() -> beats.beat(beat));
    }

    @PostMapping("/worker/bye")
    @Operation(summary = "A worker has stopped")
    Done bye(@RequestBody WorkerBeats.Beat beat) {
        return as(() -> {
            beats.end(beat);
            return new Done(true);
        });
    }

    @PostMapping("/worker/begin")
    @Operation(summary = "What a fetched token has to call", description = "Puts the token's lock under an id of its own.")
    WorkerDesk.Next begin(@RequestBody WorkerDesk.Begin begin) {
        require(begin.externalTaskId(), begin.fetchedBy(), begin.workerId());
        return as(() -> desk.begin(begin));
    }

    @PostMapping("/worker/end")
    @Operation(summary = "A call has ended", description = "Records it with its statements, and answers with the lane's next call.")
    WorkerDesk.Next end(@RequestBody WorkerDesk.End end) {
        require(end.externalTaskId(), end.workerId(), end.phase(), end.outcome());
        return as(() -> desk.end(end));
    }

    @PostMapping("/worker/statements")
    @Operation(summary = "Statements of a running step", description = "They may come twice.")
    Done statements(@RequestBody WorkerDesk.Statements statements) {
        require(statements.externalTaskId(), statements.workerId(), statements.rows());
        return as(() -> {
            desk.statements(statements);
            return new Done(true);
        });
    }

    @PostMapping("/worker/waiting")
    @Operation(summary = "What a worker's lane waits for")
    Done waiting(@RequestBody WorkerDesk.Waiting waiting) {
        require(waiting.externalTaskId(), waiting.workerId());
        return as(() -> {
            desk.waiting(waiting);
            return new Done(true);
        });
    }

    private <T> T as(Supplier<T> work) {
        user.whoMayWork();
        return user.asDom(work);
    }

    private static void require(Object... values) {
        for (Object value : values) {
            if (value == null) {
                throw new DomException(DomCode.INVALID_REQUEST, "A worker's request lacks a value; expected a worker of this version.");
            }
        }
    }
}
