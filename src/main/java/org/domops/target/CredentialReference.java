package org.domops.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/**
 * Says where a password is: {@code env:NAME} or {@code file:PATH}. The password itself is read at each login, so that
 * a changed one needs no restart, and is in no message.
 *
 * @param text the reference; never null
 */
public record CredentialReference(String text) {

    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";

    /**
     * The password the reference leads to: the variable's value, or the file's text without its last line end.
     *
     * @throws DomException CREDENTIAL_MISSING naming the reference, if there is none or it is empty
     */
    public String password() {
        return password(System::getenv);
    }

    String password(UnaryOperator<String> environment) {
        if (text.startsWith(ENVIRONMENT)) {
            String name = text.substring(ENVIRONMENT.length());
            return required(environment.apply(name), "the server's environment has no variable " + name);
        }
        if (text.startsWith(FILE)) {
            return required(contents(text.substring(FILE.length())), "the file is empty");
        }
        throw missing("expected env:NAME or file:PATH", null);
    }

    private String contents(String path) {
        try {
            return Files.readString(Path.of(path)).replaceFirst("\\r?\\n\\z", "");
        } catch (IOException | InvalidPathException e) {
            throw missing("the file can't be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private String required(String password, String otherwise) {
        if (password == null || password.isEmpty()) {
            throw missing(otherwise, null);
        }
        return password;
    }

    private DomException missing(String reason, Exception cause) {
        return new DomException(DomCode.CREDENTIAL_MISSING,
                "the credential reference \"" + text + "\" leads to no password: " + reason, cause);
    }
}
