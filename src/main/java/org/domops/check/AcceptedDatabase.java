package org.domops.check;

/**
 * A target that was taken as it is.
 *
 * @param server which server it is on, in the dialect's words
 * @param formerServer null: DOM had never met it
 * @param formerRepository whom it served; null: nobody
 * @param cleared true: it served another repository, whose runs' rows were deleted on it
 */
public record AcceptedDatabase(String database, String environment, String server, String formerServer, String formerRepository,
        boolean cleared) {
}
