package org.domops.client;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** Without its lanes, only how many have which status. */
    public Run header(long id) {
        return Json.read(server.get("/api/runs/" + id + "?lanes=false"), Run.class);
    }

    /** @param statuses e.g. {@code E,R}; @param limit from 1 to 1,000. By database name */
    public List<Lane> lanes(long id, String statuses, int limit) {
        return Json.list(server.get("/api/runs/" + id + "/lanes?status=" + statuses + "&limit=" + limit).path("lanes"), Lane.class);
    }

    /** In order of start. */
    public List<Task> tasks(long id) {
        return tasks(tasksAnswer(id, "", ""));
    }

    /**
     * All pages in one, in the order in which the steps were first begun.
     *
     * @param database only of this; empty: of all
     * @param statuses e.g. {@code E,F}; empty: all
     */
    public JsonNode tasksAnswer(long id, String database, String statuses) {
        return all("/api/runs/" + id + "/tasks" + Query.of("database", database, "status", statuses), "tasks");
    }

    public static List<Task> tasks(JsonNode answer) {
        return Json.list(answer.path("tasks"), Task.class).stream().sorted(Comparator.comparing(Task::start)).toList();
    }

    /** All attempts at all steps. */
    public List<Attempt> attempts(long id) {
        return attempts(attemptsAnswer(id, ""));
    }

    /** All pages in one. @param database only of this; empty: of all */
    public JsonNode attemptsAnswer(long id, String database) {
        return all("/api/runs/" + id + "/attempts" + Query.of("database", database), "attempts");
    }

    public static List<Attempt> attempts(JsonNode answer) {
        return Json.list(answer.path("attempts"), Attempt.class);
    }

    /** Of the whole run. */
    public List<Statement> statements(long id) {
        return statements(statementsAnswer(id, null, "", ""));
    }

    /** Of one step, all its attempts. */
    public List<Statement> statements(long id, long taskLogId) {
        return statements(statementsAnswer(id, taskLogId, "", ""));
    }

    /**
     * All pages in one.
     *
     * @param taskLogId null: the whole run
     * @param database only of this; empty: of all
     * @param statuses e.g. {@code E}; empty: all
     */
    public JsonNode statementsAnswer(long id, Long taskLogId, String database, String statuses) {
        return all(statements(id, taskLogId, database, statuses), STATEMENTS);
    }

    /** Those that were logged after the given one, all pages in one. */
    public List<Statement> statementsAfter(long id, Long taskLogId, String database, String statuses, long after) {
        return statements(all(statements(id, taskLogId, database, statuses) + "&after=" + after, STATEMENTS));
    }

    /** As they are now. @param statements their ids, at most 1,000; none: no answer is asked for */
    public List<Statement> statements(long id, Collection<Long> statements) {
        return statements.isEmpty() ? List.of() : statements(server.get("/api/runs/" + id + "/sql?ids="
                + statements.stream().map(String::valueOf).collect(Collectors.joining(","))));
    }

    private static String statements(long id, Long taskLogId, String database, String statuses) {
        return "/api/runs/" + id + "/sql" + Query.of("limit", String.valueOf(PAGE),
                "task", taskLogId == null ? "" : taskLogId.toString(), "database", database, "status", statuses);
    }

    /** When the run's statements were deleted because of their age; empty: they were not. */
    public static Optional<Instant> statementsDeleted(JsonNode answer) {
        return Optional.ofNullable(answer.path("deleted").textValue()).map(Instant::parse);
    }

    public static List<Statement> statements(JsonNode answer) {
        return Json.list(answer.path(STATEMENTS), Statement.class);
    }

    private JsonNode all(String resource, String array) {
        JsonNode page = server.get(resource);
        if (!page.path("next").isIntegralNumber()) {
            return page;
        }
        ObjectNode all = page.deepCopy();
        while (page.path("next").isIntegralNumber()) {
            page = server.get(resource + (resource.contains("?") ? "&" : "?") + "after=" + page.path("next").asLong());
            all.withArray(array).addAll((ArrayNode) page.path(array));
        }
        all.putNull("next");
        return all;
    }
}
