package org.domops.run;

/** A lane of the run has ended or waits for its turn, so the run may have to be advanced. Nothing depends on it arriving. */
record RunChanged(long runId) {
}
