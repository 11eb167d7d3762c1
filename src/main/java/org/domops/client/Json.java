package org.domops.client;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import java.util.ArrayList;
import java.util.List;

/** JSON to records and back; what a newer server adds is ignored. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {
    }

    /** @throws DomException UNEXPECTED_ANSWER if the text is no JSON */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new DomException(DomCode.UNEXPECTED_ANSWER, "the answer is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws DomException UNEXPECTED_ANSWER if a value is of another type than the record's */
    public static <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new DomException(DomCode.UNEXPECTED_ANSWER,
                    "the answer does not fit " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    static <T> List<T> list(JsonNode array, Class<T> type) {
        List<T> values = new ArrayList<>();
        array.forEach(node -> values.add(read(node, type)));
        return List.copyOf(values);
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In one line. */
    public static String line(Object value) {
        return write(value);
    }

    /** Over several lines, for people and for files. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
