/**
 * The declarative file {@code fleet.yaml}: reading it, and finding every mistake in it before anything is stored.
 * Works without Spring, without a database and, apart from {@link org.domops.repository.fleetfile.FleetUpload#read},
 * without file access.
 */
package org.domops.repository.fleetfile;
