package org.domops.cli;

import org.domops.client.Refusal;
import org.domops.console.ProgramName;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.error.Hint;

import java.util.Optional;

/** What a person may do about an error, with commands as they can be pasted. */
final class Hints {

    private Hints() {
    }

    /** The server's own hint, if it gave one: it may know codes that this version does not. */
    static Optional<String> of(DomException e) {
        Optional<String> hint = e instanceof Refusal refusal ? refusal.hint() : Optional.empty();
        return hint.or(() -> silent(e) ? Optional.empty() : Hint.of(e.code()))
                .map(text -> text.replace("'dom ", "'" + ProgramName.typed() + " "));
    }

    /** About a code that this version does not know there is nothing to say, and a local refusal says what was expected. */
    private static boolean silent(DomException e) {
        return e instanceof Refusal refusal ? !refusal.known() : e.code() == DomCode.INVALID_REQUEST;
    }
}
