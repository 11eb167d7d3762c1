package org.domops.client;

/** @param mode R or T (test) */
public record RunRequest(String operation, String environment, int instance, String mode) {
}
