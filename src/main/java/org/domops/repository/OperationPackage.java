package org.domops.repository;

/**
 * A package's source in one dialect.
 *
 * @param name in upper case
 * @param source specification and body, separated by a line with only {@code /}
 * @param sha256 of the source, in hexadecimal digits
 */
public record OperationPackage(String name, String source, String sha256) {
}
