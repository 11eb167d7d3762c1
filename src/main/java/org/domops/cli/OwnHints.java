package org.domops.cli;

import org.domops.error.DomCode;

import java.util.Optional;

/** A command for which the usual hints don't do, as it has other options. */
interface OwnHints {

    /** @return what to do about an error with that code; empty: what is said of it everywhere */
    Optional<String> hint(DomCode code);
}
