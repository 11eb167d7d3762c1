package org.domops.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import org.springframework.http.converter.HttpMessageNotReadableException;

import java.util.stream.Collectors;

/** What is wrong with a request's JSON, in words without a class name. */
final class JsonMistake {

    private JsonMistake() {
    }

    static String words(HttpMessageNotReadableException e) {
        return "The request's body is not the JSON that was expected: " + reason(e.getCause()) + ".";
    }

    private static String reason(Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "unknown key '" + unknown.getPropertyName() + "'; expected one of "
                    + unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        }
        if (cause instanceof MismatchedInputException mismatch) {
            return place(mismatch) + "expected " + name(mismatch.getTargetType());
        }
        if (cause instanceof JsonProcessingException broken) {
            return broken.getOriginalMessage().lines().findFirst().orElse("no JSON") + where(broken);
        }
        return cause == null ? "there is no body" : "it can't be read";
    }

    private static String place(JsonMappingException e) {
        String path = e.getPath().stream().map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }

    private static String name(Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a whole number" : "an object in { }";
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    }
}
