package org.domops.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asks the server.
 *
 * @param user never null
 * @param password null: none was found; the request then goes out without one
 * @param source where the password came from, or where it was looked for in vain; for people
 */
public record Login(String user, String password, String source) {

    public Login {
        Objects.requireNonNull(user);
        Objects.requireNonNull(source);
    }

    /** HTTP Basic; empty if there is no password. */
    Optional<String> header() {
        return Optional.ofNullable(password).map(secret -> {
            byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        });
    }

    String refusal() {
        return password == null
                ? "no password was found for user " + user + ": " + source
                : "the password of user " + user + " from " + source + " was refused";
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[" + user + ", " + source + "]";
    }
}
