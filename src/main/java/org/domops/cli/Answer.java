package org.domops.cli;

import org.domops.client.Json;
import org.domops.console.Console;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.function.Consumer;

/** Prints a server's answer: as it came with {@code --json}, else as the command shows it. */
final class Answer {

    private Answer() {
    }

    static void print(Console console, ServerOptions options, JsonNode answer, Consumer<JsonNode> forPeople) {
        if (options.json()) {
            console.line(Json.pretty(answer));
        } else {
            forPeople.accept(answer);
        }
    }
}
