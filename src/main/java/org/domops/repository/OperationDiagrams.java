package org.domops.repository;

/** Gives each operation its diagram. The repository does not know the engine, so others implement it. */
public interface OperationDiagrams {

    /**
     * Deploys the operation's diagram if it differs from the one that is deployed, in the caller's transaction. Where the
     * fleet file names none and nobody else has drawn one, it is generated.
     *
     * @return what was changed, and what is wrong; with problems the caller has to roll back
     */
    DiagramOutcome apply(WantedDiagram wanted);
}
