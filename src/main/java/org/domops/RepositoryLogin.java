package org.domops;

import org.domops.error.Causes;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Where the repository is, and who logs in. */
interface RepositoryLogin {

    /** @return that of {@code dom.repository.url}, else H2 in the data folder */
    static RepositoryLogin of(Path dataFolder, String... args) {
        return ServerArgument.value("dom.repository.url", args).<RepositoryLogin>map(url -> PostgreSqlLogin.of(url, args))
                .orElseGet(() -> DatabasePassword.in(dataFolder));
    }

    /** The login's password, as the data source takes it; may be empty, never null. */
    String value();

    /** The Spring profile with the vendor's settings; empty: none beside the default. */
    String profile();

    /** Whether other servers may use the same repository at the same time. */
    boolean shared();

    /**
     * One server of a cluster after the other: returns when the repository is there and it is this one's turn to start;
     * closing it ends the turn.
     *
     * @param tell takes what is waited for, in words
     */
    StartTurn turn(Consumer<String> tell);

    /** What to say when the repository refuses the login. */
    String refusal();

    /** @throws DomException REPOSITORY_LOGIN, if starting fails because the repository refuses the login */
    default <T> T judged(Supplier<T> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            throw Causes.of(e).anyMatch(cause -> cause instanceof SQLException sql && refuses(sql))
                    ? new DomException(DomCode.REPOSITORY_LOGIN, refusal(), e) : e;
        }
    }

    /** Class 28: invalid authorization specification. */
    static boolean refuses(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("28");
    }
}
