package org.domops.repository;

/** A state table's DDL in one dialect. */
public record StateTableDefinition(String name, String ddl) {
}
