package org.domops.repository;

import java.util.Optional;

/** The diagrams that came with a fleet file. The repository does not know the engine, so others implement it. */
public interface FleetFileDiagrams {

    /** The one that new runs of the operation use, if a fleet file has named it; empty: it is generated or came otherwise. */
    Optional<DrawnDiagram> ofOperation(String operation);
}
