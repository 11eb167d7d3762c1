package org.domops.repository;

/**
 * An enabled task of an operation.
 *
 * @param procedure in upper case
 * @param description may be null
 */
public record TaskDefinition(long id, String procedure, String description, int runOrder) {
}
