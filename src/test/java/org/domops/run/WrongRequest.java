package org.domops.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request that a person can send and that is wrong.
 *
 * @param path {@code {run}} in it stands for a run that is there
 * @param type the content type; null: none is sent
 * @param body null: none
 * @param user null: no login is sent
 * @param status the documented HTTP status
 * @param code DOM's code; 0: the answer has no body (HEAD)
 * @param message part of what is said to be wrong
 */
record WrongRequest(String name, String method, String path, String type, String accept, String body, String user,
                    int status, int code, String message) {

    static final String JSON = "application/json";
    private static final String START = "/engine-rest/process-definition/key/dom-run/start";

    @Override
    public String toString() {
        return name;
    }

    static Stream<WrongRequest> all() {
        Cases cases = new Cases();
        logins(cases);
        addresses(cases);
        bodies(cases);
        starts(cases);
        actions(cases);
        pages(cases);
        engine(cases);
        return cases.all.stream();
    }

    private static void logins(Cases cases) {
        for (String path : List.of("/api/runs", "/api/runs/1", "/api/fleet", "/api/nowhere", "/v3/api-docs", START)) {
            cases.add(new WrongRequest("no login: " + path, path.equals(START) ? "POST" : "GET", path, JSON, null,
                    path.equals(START) ? "{}" : null, null, 401, -20213, "No user and password"));
        }
        cases.add(new WrongRequest("wrong password", "GET", "/api/runs", null, null, null, "clerk:wrong", 401, -20213, "is not right"));
        cases.add(new WrongRequest("unknown user", "GET", "/api/runs", null, null, null, "nobody:x", 401, -20213, "is not right"));
        cases.add(new WrongRequest("login without a colon", "GET", "/api/runs", null, null, null, "clerk", 401, -20213, "is not right"));
        cases.add(new WrongRequest("a user without authorizations", "POST", "/api/runs", JSON, null, order("probe", "TEST"),
                "guest:of-guest", 403, -20215, "guest may not start runs"));
        cases.add(new WrongRequest("a user who may not see the process", "POST", START, JSON, null, "{}", "guest:of-guest", 404, -20216, "dom-run"));
    }

    private static void addresses(Cases cases) {
        cases.get("nowhere", "/api/nowhere", 404, -20216, "/api/nowhere");
        cases.get("/api itself", "/api", 404, -20216, "/api");
        cases.get("below a run", "/api/runs/{run}/nowhere", 404, -20216, "nowhere");
        cases.get("a trailing slash", "/api/runs/", 404, -20216, "/api/runs/");
        cases.get("up and out", "/api/runs/..%2f..%2fetc%2fpasswd", 400, -20200, "");
        cases.get("an undecodable address", "/api/runs/%zz", 400, -20200, "");
        cases.get("a null character", "/api/runs/%00", 400, -20200, "");
        cases.get("no such run", "/api/runs/999999", 404, -20202, "run 999999");
        cases.get("run 0", "/api/runs/0", 404, -20202, "run 0");
        cases.get("run -1", "/api/runs/-1", 404, -20202, "run -1");
        cases.get("a run's word", "/api/runs/abc", 400, -20200, "\"abc\" is no valid id; expected a whole number");
        cases.get("a fraction of a run", "/api/runs/1.5", 400, -20200, "a whole number");
        cases.get("a run beyond numbers", "/api/runs/99999999999999999999", 400, -20200, "a whole number");
        for (String log : List.of("lanes", "tasks", "attempts", "sql")) {
            cases.get("no such run: " + log, "/api/runs/999999/" + log, 404, -20202, "run 999999");
        }
        cases.send("DELETE", "/api/runs", null, null, 405, -20217, "expected");
        cases.send("DELETE", "/api/runs/{run}", null, null, 405, -20217, "DELETE");
        cases.send("PUT", "/api/runs/{run}", JSON, "{}", 405, -20217, "expected GET");
        cases.send("PATCH", "/api/fleet", JSON, "{}", 405, -20217, "PATCH");
        cases.send("POST", "/api/runs/{run}/tasks", JSON, "{}", 405, -20217, "expected GET");
        cases.add(new WrongRequest("an answer in HTML", "GET", "/api/runs", null, "text/html", null, Cases.ADMIN, 406, -20218, "text/html"));
        cases.add(new WrongRequest("an answer in XML", "GET", "/api/runs/{run}/sql", null, "application/xml", null, Cases.ADMIN, 406,
                -20218, "application/xml"));
    }

    private static void bodies(Cases cases) {
        for (String[] target : new String[][] {{"POST", "/api/runs"}, {"PUT", "/api/fleet"}}) {
            cases.send(target[0], target[1], JSON, null, 400, -20200, "there is no body");
            cases.send(target[0], target[1], JSON, "", 400, -20200, "there is no body");
            cases.send(target[0], target[1], JSON, "{", 400, -20200, "line 1");
            cases.send(target[0], target[1], JSON, "[]", 400, -20200, "expected an object");
            cases.send(target[0], target[1], JSON, "\"text\"", 400, -20200, "not the JSON");
            cases.send(target[0], target[1], JSON, "{\"nonsense\": 1}", 400, -20200, "unknown key 'nonsense'; expected one of");
            cases.send(target[0], target[1], "text/plain", "{}", 415, -20218, "text/plain");
            cases.send(target[0], target[1], "application/x-www-form-urlencoded", "a=b", 415, -20218, "application/json");
        }
        cases.send("PUT", "/api/fleet", JSON, "{}", 400, -20201, "");
        cases.send("PUT", "/api/fleet", JSON, "{\"file\":\"f.yaml\",\"yaml\":null,\"sources\":null}", 400, -20200, "");
        cases.send("PUT", "/api/fleet", JSON, "{\"sources\":[]}", 400, -20200, "sources");
        cases.send("POST", "/api/runs", JSON, "{\"operation\":\"" + "x".repeat(33 * 1024 * 1024) + "\"}", 413, -20219, "larger than 32 MB");
    }

    private static void starts(Cases cases) {
        cases.start("{}", 400, -20200, "operation");
        cases.start("{\"operation\":\"probe\"}", 400, -20200, "environment");
        cases.start("{\"environment\":\"TEST\"}", 400, -20200, "operation");
        cases.start("{\"operation\":\" \",\"environment\":\"TEST\"}", 400, -20200, "operation");
        cases.start("{\"operation\":null,\"environment\":\"TEST\"}", 400, -20200, "operation");
        cases.start("{\"operation\":{},\"environment\":\"TEST\"}", 400, -20200, "operation: expected a text");
        cases.start(order("no-such-operation", "TEST"), 409, -20020, "no-such-operation");
        cases.start(order("probe", "NOWHERE"), 409, -20020, "NOWHERE");
        cases.start(order("probe'; drop table DOM$RUN_LOG; --", "TEST"), 409, -20020, "drop table");
        cases.start(order("x".repeat(5000), "TEST"), 409, -20020, "xxx");
        cases.start(more("\"instance\":2"), 409, -20020, "2");
        cases.start(more("\"instance\":0"), 400, -20200, "instance");
        cases.start(more("\"instance\":-1"), 400, -20200, "instance");
        cases.start(more("\"instance\":1.5"), 400, -20200, "instance");
        cases.start(more("\"instance\":\"one\""), 400, -20200, "instance: expected a whole number");
        cases.start(more("\"instance\":99999999999"), 400, -20200, "");
        cases.start(more("\"mode\":\"X\""), 400, -20022, "\"X\"");
        cases.start(more("\"mode\":\"\""), 400, -20200, "mode");
        cases.start(more("\"mode\":[\"R\"]"), 400, -20200, "mode: expected a text");
    }

    private static void actions(Cases cases) {
        for (String action : List.of("halt", "resume", "cancel", "skip")) {
            cases.send("POST", "/api/runs/999999/" + action, JSON, "{\"database\":\"PROBETST01\",\"reason\":\"r\"}", 404, -20202, "999999");
            cases.send("POST", "/api/runs/{run}/" + action, JSON, "{\"database\":5.5,\"nonsense\":1}", 400, -20200, "nonsense");
            cases.send("POST", "/api/runs/{run}/" + action, JSON, "[]", 400, -20200, "an object");
            cases.send("GET", "/api/runs/{run}/" + action, null, null, 405, -20217, "expected POST");
        }
        cases.send("POST", "/api/runs/{run}/skip", JSON, "{\"database\":\"PROBETST01\"}", 400, -20261, "reason");
        cases.send("POST", "/api/runs/{run}/skip", JSON, "{\"reason\":\"r\"}", 400, -20200, "database");
        cases.send("POST", "/api/runs/{run}/cancel", JSON, "{\"force\":true}", 400, -20261, "reason");
        cases.send("POST", "/api/runs/{run}/cancel", JSON, "{\"force\":\"perhaps\"}", 400, -20200, "force: expected true or false");
        for (String action : List.of("steps/done", "steps/retry")) {
            cases.send("POST", "/api/runs/{run}/" + action, JSON, null, 400, -20200, "no body");
            cases.send("POST", "/api/runs/{run}/" + action, JSON, "{}", 400, -20200, "");
            cases.send("POST", "/api/runs/999999/" + action, JSON,
                    "{\"database\":\"PROBETST01\",\"task\":\"TASK_ONE\",\"reason\":\"r\"}", 404, -20202, "999999");
        }
        cases.send("POST", "/api/runs/{run}/steps/done", JSON, "{\"database\":\"PROBETST01\",\"task\":\"TASK_ONE\"}", 400, -20261, "reason");
    }

    private static void pages(Cases cases) {
        for (String log : List.of("", "/{run}/lanes", "/{run}/tasks", "/{run}/attempts", "/{run}/sql")) {
            cases.get("limit 0" + log, "/api/runs" + log + "?limit=0", 400, -20200, "limit must be from 1 to 1000: 0");
            cases.get("limit 1001" + log, "/api/runs" + log + "?limit=1001", 400, -20200, "1001");
            cases.get("limit many" + log, "/api/runs" + log + "?limit=many", 400, -20200, "\"many\" is no valid limit");
        }
        cases.get("after a word", "/api/runs?after=x", 400, -20200, "after");
        cases.get("after a word in tasks", "/api/runs/{run}/tasks?after=x", 400, -20200, "after");
        cases.get("after a word in attempts", "/api/runs/{run}/attempts?after=x", 400, -20200, "after");
        cases.get("statements after a word", "/api/runs/{run}/sql?after=x", 400, -20200, "after");
        cases.get("unknown status", "/api/runs?status=Z", 400, -20200, "expected one of P, R, C");
        cases.get("unknown status of lanes", "/api/runs/{run}/lanes?status=E,Z", 400, -20200, "status");
        cases.get("unknown status of tasks", "/api/runs/{run}/tasks?status=errored", 400, -20200, "status");
        cases.get("a task's word", "/api/runs/{run}/sql?task=REPOPULATE", 400, -20200, "task");
        cases.get("lanes perhaps", "/api/runs/{run}?lanes=perhaps", 400, -20200, "true or false");
    }

    private static void engine(Cases cases) {
        cases.send("POST", START, null, null, 400, -20200, "There is no body");
        cases.engine("", 400, "operation");
        cases.engine("{}", 400, "operation");
        cases.engine("[]", 400, "not the JSON");
        cases.engine("null", 400, "body is null");
        cases.engine("{bad", 400, "line 1");
        cases.engine("{\"variables\":5}", 400, "not the JSON");
        cases.engine("{\"variables\":{\"operation\":null}}", 400, "operation is null");
        cases.engine(variables("\"value\":{\"a\":1}"), 400, "not a text");
        cases.engine(variables("\"value\":\"a\",\"type\":\"Integer\""), 400, "'a'");
        cases.engine(variables("\"value\":\"a\",\"type\":\"Nope\""), 400, "type Nope");
        cases.engine(variables("\"value\":\"rO0\",\"type\":\"Object\",\"valueInfo\":{\"objectTypeName\":\"java.lang.String\","
                + "\"serializationDataFormat\":\"application/x-java-serialized-object\"}"), 400, "type Object");
        cases.engine(variables("\"value\":\"probe\"}, \"instance\": {\"value\":\"x\""), 400, "instance");
        cases.engine(variables("\"value\":\"probe\"}, \"instance\": {\"value\":1.5"), 400, "1.5");
        cases.engine(variables("\"value\":\"probe\"}, \"instance\": {\"value\":4294967297"), 400, "4294967297");
        cases.engine("{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"release\"}]}", 400, "startInstructions");
        cases.engine("{\"startInstructions\":[{\"type\":\"x\"}]}", 400, "not the JSON");
        cases.add(new WrongRequest("engine: an unknown operation", "POST", START, JSON, null, variables("\"value\":\"nope\""),
                Cases.ADMIN, 409, -20020, "nope"));
        cases.add(new WrongRequest("engine: a wrong mode", "POST", START, JSON, null,
                variables("\"value\":\"probe\"}, \"mode\": {\"value\":\"X\""), Cases.ADMIN, 400, -20022, "X"));
        cases.add(new WrongRequest("engine: plain text", "POST", START, "text/plain", null, "{}", Cases.ADMIN, 415, -20218, "415"));
        cases.add(new WrongRequest("engine: an unknown process", "POST", "/engine-rest/process-definition/key/dom-rum/start", JSON,
                null, "{}", Cases.ADMIN, 404, -20216, "dom-rum"));
        cases.add(new WrongRequest("engine: the wrong method", "PUT", START, JSON, null, "{}", Cases.ADMIN, 405, -20217, "405"));
    }

    private static String order(String operation, String environment) {
        return "{\"operation\":\"" + operation + "\",\"environment\":\"" + environment + "\"}";
    }

    private static String more(String key) {
        return "{\"operation\":\"probe\",\"environment\":\"TEST\"," + key + "}";
    }

    private static String variables(String operation) {
        return "{\"variables\":{\"environment\":{\"value\":\"TEST\"},\"operation\":{" + operation + "}}}";
    }

    private static final class Cases {

        static final String ADMIN = "admin:";
        final List<WrongRequest> all = new ArrayList<>();

        void add(WrongRequest request) {
            all.add(request);
        }

        void get(String name, String path, int status, int code, String message) {
            add(new WrongRequest(name, "GET", path, null, null, null, ADMIN, status, code, message));
        }

        void send(String method, String path, String type, String body, int status, int code, String message) {
            String shown = body == null ? "nothing" : body.length() > 40 ? body.substring(0, 40) + "…" : body;
            add(new WrongRequest(all.size() + 1 + ": " + method + " " + path + " " + type + " " + shown, method, path, type, null, body, ADMIN, status, code, message));
        }

        void start(String body, int status, int code, String message) {
            send("POST", "/api/runs", JSON, body, status, code, message);
        }

        void engine(String body, int status, String message) {
            send("POST", START, JSON, body, status, -20200, message);
        }
    }
}
