package org.domops.run;

/** A row of DOM$RUN_REQUESTS that waits to be taken. */
record RunRequest(long id, String operation, String environment, int instance, String mode, boolean fromIterator,
                  String requestedBy) {
}
