package org.domops.target;

import java.util.Objects;

/**
 * By what a target knows which of two calls for a lane is the later one, whoever sent them and whenever they arrive.
 *
 * @param order its number: each order that a worker gets for the lane, or for one of its branches, has a higher one than
 *     all before, also when it continues an attempt of a former owner; 0: not numbered
 * @param seen the highest order that the repository knows to have reached the target: a target that does not know it was
 *     restored; 0: none
 * @param issuer the life of the server that gave the order: the same number from two is a copy of the repository at work
 */
public record Fence(long order, long seen, String issuer) {

    /** For calls outside of any run. */
    public static final Fence NONE = new Fence(0, 0, "");

    public Fence {
        Objects.requireNonNull(issuer);
    }
}
