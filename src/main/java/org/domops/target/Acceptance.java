package org.domops.target;

/**
 * What a target was registered as before somebody accepted it as it is.
 *
 * @param server the server it is on now
 * @param formerServer null: it was not registered
 * @param formerRepository null: it was not registered
 * @param cleared true: it served another repository, whose runs' rows were deleted from DOM's tables there
 */
public record Acceptance(String server, String formerServer, String formerRepository, boolean cleared) {
}
