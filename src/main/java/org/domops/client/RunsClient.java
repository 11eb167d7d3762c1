package org.domops.client;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** The resources under {@code /api/runs} as records. What can be thrown: see {@link DomClient}. */
public final class RunsClient {

    private static final String STATEMENTS = "statements";
    private static final int PAGE = 1000;

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

    /**
     * The run that was started last, without its lanes.
     *
     * @throws DomException NO_SUCH_RUN if there is none at all
     */
    public Run latest() {
        return recent(server.get("/api/runs?limit=1")).stream().findFirst()
                .orElseThrow(() -> new DomException(DomCode.NO_SUCH_RUN, "no run was ever started"));
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
        return statements(statementsAnswer(id, null));
    }

    /** Of one step, all its attempts. */
    public List<Statement> statements(long id, long taskLogId) {
        return statements(statementsAnswer(id, taskLogId));
    }

    /**
     * All pages in one.
     *
     * @param taskLogId null: the whole run
     */
    public JsonNode statementsAnswer(long id, Long taskLogId) {
        String resource = "/api/runs/" + id + "/sql?limit=" + PAGE + (taskLogId == null ? "" : "&task=" + taskLogId);
        JsonNode answer = server.get(resource);
        ObjectNode all = answer.deepCopy();
        ArrayNode statements = all.withArray(STATEMENTS);
        JsonNode page = answer.path(STATEMENTS);
        while (page.size() == PAGE) {
            page = server.get(resource + "&after=" + page.get(PAGE - 1).path("id").asLong()).path(STATEMENTS);
            page.forEach(statements::add);
        }
        return all;
    }

    public static List<Statement> statements(JsonNode answer) {
        return Json.list(answer.path(STATEMENTS), Statement.class);
    }
}
