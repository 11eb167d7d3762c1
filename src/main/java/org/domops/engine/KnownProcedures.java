package org.domops.engine;

import org.domops.repository.fleetfile.Procedure;

import java.util.List;
import java.util.Optional;

/** Which procedures an operation's package has. */
@FunctionalInterface
interface KnownProcedures {

    /** Of the operation with that name; empty: it is not defined, or its package can't be read. */
    Optional<List<Procedure>> of(String operation);
}
