package org.domops.client;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * @param mode R or T (test)
 * @param fromIterator true: errored lanes go back to their ITERATOR; null: as they stand
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRequest(String operation, String environment, int instance, String mode, Boolean fromIterator) {
}
