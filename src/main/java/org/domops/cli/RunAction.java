package org.domops.cli;

import org.domops.console.Console;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** Something that a person does to a run: a POST whose answer has a message. */
final class RunAction {

    private RunAction() {
    }

    /**
     * @param action the resource under the run, e.g. {@code halt}
     * @param namesAndValues of the body, in pairs; a pair with a null is left out
     */
    static int send(Console console, ServerOptions options, long run, String action, Object... namesAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                body.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        JsonNode answer = options.server().post("/api/runs/" + run + "/" + action, body);
        Answer.print(console, options, answer, a -> console.line(a.path("message").asText("run " + run + ": done")));
        return ExitStatus.SUCCESS;
    }
}
