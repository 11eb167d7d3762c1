package org.domops.repository.fleetfile;

/** A value with the place where it was read. */
record Located<T>(T value, Place at) {
}
