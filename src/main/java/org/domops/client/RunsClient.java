package org.domops.client;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/** The resources under {@code /api/runs} as records. What can be thrown: see {@link DomClient}. */
public final class RunsClient {

    private final DomClient server;

    public RunsClient(DomClient server) {
        this.server = server;
    }

    /** Starts a run, or restarts the last one where that has lanes in error. */
    public StartedRun start(RunRequest request) {
        return Json.read(server.post("/api/runs", request), StartedRun.class);
    }

    /** The latest first. */
    public static List<Run> recent(JsonNode answer) {
        return Json.list(answer.path("runs"), Run.class);
    }

    /** With its lanes. */
    public Run run(long id) {
        return Json.read(server.get("/api/runs/" + id), Run.class);
    }

    /** In order of start. */
    public List<Task> tasks(long id) {
        return tasks(server.get("/api/runs/" + id + "/tasks"));
    }

    public static List<Task> tasks(JsonNode answer) {
        return Json.list(answer.path("tasks"), Task.class);
    }

    /** All attempts at all steps. */
    public List<Attempt> attempts(long id) {
        return attempts(server.get("/api/runs/" + id + "/attempts"));
    }

    public static List<Attempt> attempts(JsonNode answer) {
        return Json.list(answer.path("attempts"), Attempt.class);
    }

    /** Of the whole run. */
    public List<Statement> statements(long id) {
        return statements(server.get("/api/runs/" + id + "/sql"));
    }

    /** Of one step, all its attempts. */
    public List<Statement> statements(long id, long taskLogId) {
        return statements(server.get("/api/runs/" + id + "/sql?task=" + taskLogId));
    }

    public static List<Statement> statements(JsonNode answer) {
        return Json.list(answer.path("statements"), Statement.class);
    }
}
