package org.domops.repository;

import java.util.List;

/** Says whether an operation's diagram fits its tasks. The repository does not know the engine, so others answer. */
public interface DiagramCheck {

    /**
     * @param operationName the operation's name, which is the id of its process
     * @param procedures of its enabled tasks, in run order, in upper case
     * @return one sentence per problem, without a full stop; empty if there is none
     */
    List<String> problems(String operationName, List<String> procedures);
}
