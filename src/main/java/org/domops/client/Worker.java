package org.domops.client;

import java.time.Instant;

/**
 * Who works on lanes.
 *
 * @param server whether it is the worker inside a server
 * @param state there, stopped or gone
 * @param site whose lanes it works on; null: those that are bound to none
 * @param lanes at most so many at once
 * @param running on so many at its last contact
 */
public record Worker(String name, boolean server, String state, String site, int lanes, int running, Instant contact) {
}
