/**
 * The repository's definitions: what {@code fleet.yaml} puts there by {@link org.domops.repository.ApplyFleet}, and
 * what planning and the worker read by {@link org.domops.repository.Definitions}.
 */
package org.domops.repository;
