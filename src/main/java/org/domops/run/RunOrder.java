package org.domops.run;

/**
 * What a person ordered: an operation in an environment.
 *
 * @param mode R (run) or T (test)
 * @param fromIterator errored lanes go back to their ITERATOR
 * @param username who gave the command
 */
public record RunOrder(String operation, String environment, int instance, String mode, boolean fromIterator,
                       String username) {
}
