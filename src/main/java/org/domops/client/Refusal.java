package org.domops.client;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The server's own answer that it won't do what was asked, with its code (RFC 9457 problem details). */
public final class Refusal extends DomException {

    private final transient JsonNode problem;

    private Refusal(DomCode code, String message, JsonNode problem) {
        super(code, message);
        this.problem = problem;
    }

    static Refusal of(JsonNode problem) {
        int number = problem.path("code").asInt();
        // a newer server may know codes that this client does not: the label is then taken from the answer
        DomCode code = Arrays.stream(DomCode.values()).filter(c -> c.number() == number).findFirst().orElse(DomCode.INTERNAL);
        String detail = problem.path("detail").asText("");
        return new Refusal(code, detail.isBlank() ? problem.path("title").asText("no reason was given") : detail, problem);
    }

    /** E.g. {@code DOM-20001}. */
    public String label() {
        return problem.path("label").asText(code().label());
    }

    /** Whether this version has the code. */
    public boolean known() {
        return problem.path("code").asInt() == code().number();
    }

    /** What the server says that a person may do. */
    public Optional<String> hint() {
        return Optional.ofNullable(problem.path("hint").textValue());
    }

    /** The HTTP status, e.g. 409. */
    public int status() {
        return problem.path("status").asInt();
    }

    /** Mistakes of the file that was sent; empty if it isn't about a file. */
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        problem.path("mistakes").forEach(node -> mistakes.add(Json.read(node, Mistake.class)));
        return List.copyOf(mistakes);
    }

    /** The answer as it came. */
    public JsonNode problem() {
        return problem;
    }
}
