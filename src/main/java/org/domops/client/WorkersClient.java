package org.domops.client;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/** Reads the answers of /api/workers. */
public final class WorkersClient {

    private WorkersClient() {
    }

    /** By name. */
    public static List<Worker> workers(JsonNode answer) {
        return Json.list(answer.path("workers"), Worker.class);
    }
}
