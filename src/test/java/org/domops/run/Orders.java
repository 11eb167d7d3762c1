package org.domops.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.domops.cli.CommandLineCall;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The ways to give an order: the same life of a run comes of each. */
interface Orders {

    /** @param code null: accepted */
    record Told(Integer code, long runId, boolean restarted, String message) {

        Told accepted() {
            assertThat(code).as(message).isNull();
            return this;
        }

        Told refusedWith(int expected) {
            assertThat(code).as(message).isEqualTo(expected);
            return this;
        }
    }

    Told run(String operation, String environment, int instance, boolean test, boolean fromIterator);

    /** @param action halt, resume, cancel, skip, steps/done, steps/retry */
    Told act(long run, String action, Map<String, Object> body);

    default Told run(String operation) {
        return run(operation, "TEST", 1, false, false);
    }

    /** By /api. */
    final class Rest implements Orders {

        private final DomHttp http;

        Rest(DomInstance dom, Path data) {
            http = new DomHttp(dom.port(), data);
        }

        @Override
        public Told run(String operation, String environment, int instance, boolean test, boolean fromIterator) {
            return told(http.post("/api/runs", Map.of("operation", operation, "environment", environment, "instance", instance,
                    "mode", test ? "T" : "R", "fromIterator", fromIterator)));
        }

        @Override
        public Told act(long run, String action, Map<String, Object> body) {
            return told(http.post("/api/runs/" + run + "/" + action, body));
        }

        private static Told told(DomHttp.Answer answer) {
            JsonNode body = answer.body();
            return answer.status() < 300
                    ? new Told(null, body.get("runId").asLong(), body.path("restarted").asBoolean(), body.get("message").asText())
                    : new Told(body.get("code").asInt(), 0, false, body.get("detail").asText());
        }
    }

    /** By commands. */
    final class CommandLine implements Orders {

        private static final ObjectMapper JSON = new ObjectMapper();
        private final Map<String, String> environment;
        private final Path data;

        CommandLine(DomInstance dom, Path data) {
            this.data = data;
            environment = Map.of("DOM_URL", "http://127.0.0.1:" + dom.port(), "DOM_DATA", data.toString());
        }

        @Override
        public Told run(String operation, String environment, int instance, boolean test, boolean fromIterator) {
            List<String> args = new ArrayList<>(List.of("run", operation, environment, "--instance", "" + instance));
            if (test) {
                args.add("--test");
            }
            if (fromIterator) {
                args.add("--from-iterator");
            }
            return told(args);
        }

        @Override
        public Told act(long run, String action, Map<String, Object> body) {
            Map<String, Object> rest = new LinkedHashMap<>(body);
            List<String> args = new ArrayList<>(List.of(action.split("/")));
            args.replaceAll(arg -> arg.equals("steps") ? "step" : arg);
            args.add("" + run);
            boolean positional = !action.equals("halt") && !action.equals("resume") && !action.equals("cancel");
            for (String name : positional ? List.of("database", "task") : List.<String>of()) {
                if (rest.containsKey(name)) {
                    args.add(rest.remove(name).toString());
                }
            }
            if (Boolean.TRUE.equals(rest.remove("force"))) {
                args.add("--force");
            }
            rest.forEach((name, value) -> args.addAll(List.of("--" + name, value.toString())));
            return told(args);
        }

        private Told told(List<String> args) {
            List<String> all = new ArrayList<>(args);
            all.add("--json");
            CommandLineCall.Result result = CommandLineCall.call(data, environment, all.toArray(String[]::new));
            try {
                JsonNode body = JSON.readTree(result.status() == 0 ? result.out() : result.err());
                return result.status() == 0
                        ? new Told(null, body.get("runId").asLong(), body.path("restarted").asBoolean(), body.get("message").asText())
                        : new Told(body.get("code").asInt(), 0, false, body.get("detail").asText());
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + result, e);
            }
        }
    }
}
