package org.domops;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.target.CredentialReference;
import org.springframework.boot.convert.DurationStyle;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A repository on PostgreSQL.
 *
 * @param url as pgjdbc takes it, e.g. {@code jdbc:postgresql://db1.example.com:5432/dom}; several hosts for a
 *            fail-over are pgjdbc's business
 * @param startWait how long a server that starts waits for a PostgreSQL that can't be reached; zero: not at all
 */
record PostgreSqlLogin(String url, String user, CredentialReference credential, String value, Duration startWait)
        implements RepositoryLogin {

    /** For one other server's start; longer than the slowest machine takes. */
    private static final Duration TURN_LIMIT = Duration.ofMinutes(10);
    private static final String START_WAIT = "dom.repository.start-wait";
    private static final String EXPECTED_WAIT = "; expected a time such as 30s or 5m, or 0 for none";

    static PostgreSqlLogin of(String url, String... args) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new DomException(DomCode.INVALID_REQUEST, "dom.repository.url is \"" + shown(url)
                    + "\"; expected jdbc:postgresql://HOST:PORT/DATABASE, or nothing for H2 in the data folder");
        }
        if (url.contains("password=") || url.matches(".*//[^/]*@.*")) {
            throw new DomException(DomCode.INVALID_REQUEST, "dom.repository.url holds a user or a password; expected the user in "
                    + "--repository-user and a reference, env:NAME or file:PATH, in --repository-password");
        }
        if (ServerArgument.value("dom.sql-port", args).isPresent()) {
            throw new DomException(DomCode.INVALID_REQUEST, "--sql-port opens the repository in H2; SQL clients log in to PostgreSQL itself");
        }
        String user = ServerArgument.value("dom.repository.user", args).orElse("dom");
        CredentialReference credential = new CredentialReference(ServerArgument.value("dom.repository.password", args)
                .orElseThrow(() -> new DomException(DomCode.INVALID_REQUEST, "a PostgreSQL is named as repository, but no "
                        + "password: neither --repository-password nor DOM_REPOSITORY_PASSWORD; expected a reference to the password of " + user + ": env:NAME or file:PATH")));
        return new PostgreSqlLogin(url, user, credential, credential.password(), startWait(args));
    }

    private static Duration startWait(String... args) {
        String text = ServerArgument.value(START_WAIT, args).orElse("1m");
        try {
            Duration wait = DurationStyle.detectAndParse(text);
            if (!wait.isNegative()) {
                return wait;
            }
        } catch (IllegalArgumentException e) {
            throw new DomException(DomCode.INVALID_REQUEST, START_WAIT + " is \"" + text + "\"" + EXPECTED_WAIT, e);
        }
        throw new DomException(DomCode.INVALID_REQUEST, START_WAIT + " is \"" + text + "\"" + EXPECTED_WAIT);
    }

    /** Without what may be a password. */
    private static String shown(String url) {
        return url.replaceFirst("//[^/]*@", "//…@").replaceAll("(?i)(password=)[^&;]*", "$1…");
    }

    @Override
    public String profile() {
        return "postgresql";
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public String refusal() {
        return "the repository " + url + " refused the login of " + user + " with the password of " + credential.text();
    }

    @Override
    public StartTurn turn(Consumer<String> tell) {
        return new PostgreSqlTurn(this, TURN_LIMIT, tell).take();
    }

    @Override
    public String toString() {
        return "PostgreSqlLogin[" + url + ", " + user + "]";
    }
}
