package org.domops.repository.fleetfile;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a scalar of the file must look like.
 *
 * @param expected as it reads after "expected"
 * @param confidential true: a text that does not fit is not repeated in the message, as it may be a password
 * @param reader turns the text into the value; null when the text does not fit
 */
record Format<T>(String expected, boolean confidential, Function<String, T> reader) {

    static <T> Format<T> of(String expected, Function<String, T> reader) {
        return new Format<>(expected, false, reader);
    }

    static Format<String> matching(String expected, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return of(expected, text -> pattern.matcher(text).matches() ? text : null);
    }

    Format<T> asConfidential() {
        return new Format<>(expected, true, reader);
    }

    <R> Format<R> map(Function<T, R> next) {
        return new Format<>(expected, confidential, text -> {
            T value = reader.apply(text);
            return value == null ? null : next.apply(value);
        });
    }
}
