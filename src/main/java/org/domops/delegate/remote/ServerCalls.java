package org.domops.delegate.remote;

import org.domops.client.DomClient;
import org.domops.client.Json;
import org.domops.client.Refusal;
import org.domops.delegate.WorkerBeats;
import org.domops.delegate.WorkerDesk;
import org.domops.error.DomException;

/** What a worker asks its server, see /api/worker. Each call is made once and throws what {@link DomClient} throws. */
final class ServerCalls {

    private final DomClient server;

    ServerCalls(DomClient server) {
        this.server = server;
    }

    WorkerBeats.Answer hello(WorkerBeats.Beat beat) {
        return Json.read(server.post("/api/worker/hello", beat), WorkerBeats.Answer.class);
    }

    WorkerBeats.Answer beat(WorkerBeats.Beat beat) {
        return Json.read(server.post("/api/worker/beat", beat), WorkerBeats.Answer.class);
    }

    void bye(WorkerBeats.Beat beat) {
        server.post("/api/worker/bye", beat);
    }

    WorkerDesk.Next begin(WorkerDesk.Begin begin) {
        return Json.read(server.post("/api/worker/begin", begin), WorkerDesk.Next.class);
    }

    WorkerDesk.Next end(WorkerDesk.End end) {
        return Json.read(server.post("/api/worker/end", end), WorkerDesk.Next.class);
    }

    void statements(WorkerDesk.Statements statements) {
        server.post("/api/worker/statements", statements);
    }

    void waiting(WorkerDesk.Waiting waiting) {
        server.post("/api/worker/waiting", waiting);
    }

    /** Whether the same call may succeed later: the server is away, or refuses the login until somebody mends that. */
    static boolean comesBack(DomException e) {
        if (e instanceof Refusal refusal && refusal.status() >= 500) {
            return true;
        }
        return switch (e.code()) {
            case SERVER_UNREACHABLE, UNEXPECTED_ANSWER, NOT_AUTHENTICATED, NOT_ALLOWED -> true;
            default -> false;
        };
    }
}
