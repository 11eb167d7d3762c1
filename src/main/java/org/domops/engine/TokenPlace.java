package org.domops.engine;

/**
 * Where in the engine a token stands.
 *
 * @param processInstanceId the instance whose diagram it is in
 * @param processDefinitionId the diagram's version
 * @param activityId the diagram's element
 * @param branching whether the diagram can have several tokens at once
 * @param site whose workers its lane is for; null: the servers' own
 */
public record TokenPlace(String processInstanceId, String processDefinitionId, String activityId, boolean branching,
                         String site) {
}
