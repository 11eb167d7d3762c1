package org.domops.repository;

import java.util.List;
import java.util.Optional;

/** The diagrams that came with a fleet file. The repository does not know the engine, so others implement it. */
public interface FleetFileDiagrams {

    /** The one that new runs of the operation use, if a fleet file has named it; empty: it is generated or came otherwise. */
    Optional<DrawnDiagram> ofOperation(String operation);

    /**
     * Why the operation can't be run with its newest diagram.
     *
     * @param procedures of its enabled tasks, in upper case
     * @return one sentence per problem, without a full stop; empty if there is none
     */
    List<String> problems(String operation, List<String> procedures);
}
