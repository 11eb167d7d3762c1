package org.domops.repository;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.domops.repository.fleetfile.OperationEntry.StateTable;
import org.domops.repository.fleetfile.PackageEntry;
import org.domops.repository.fleetfile.PackageSource;
import org.domops.repository.fleetfile.SourceFile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads code as a fleet file has it: packages and state tables, disabled packages too. */
final class StoredPackages {

    private final JdbcClient jdbc;
    private final Map<Long, PackageEntry> packages;

    StoredPackages(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.packages = packages();
    }

    /** By id. */
    Map<Long, PackageEntry> entries() {
        return packages;
    }

    /** By the operation's id. */
    Map<Long, List<StateTable>> stateTables() {
        Map<Long, Map<String, List<SourceFile>>> read = new LinkedHashMap<>();
        jdbc.sql("select operation_id, table_name, dialect, file_name, ddl from DOM$STATE_TABLES order by id")
                .query(row -> {
                    read.computeIfAbsent(row.getLong(1), id -> new LinkedHashMap<>())
                            .computeIfAbsent(row.getString(2), name -> new ArrayList<>())
                            .add(new SourceFile(row.getString(3), row.getString(4), row.getString(5)));
                });
        Map<Long, List<StateTable>> tables = new LinkedHashMap<>();
        read.forEach((operation, own) -> tables.put(operation, own.entrySet().stream()
                .map(table -> new StateTable(table.getKey(), table.getValue())).toList()));
        return tables;
    }

    private Map<Long, PackageEntry> packages() {
        Map<Long, List<PackageSource>> sources = new LinkedHashMap<>();
        jdbc.sql("select package_id, dialect, file_name, source from DOM$PACKAGE_SOURCES order by id").query(row -> {
            SourceFile file = new SourceFile(row.getString(2), row.getString(3), row.getString(4));
            sources.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(new PackageSource(file, null));
        });
        Map<Long, PackageEntry> entries = new LinkedHashMap<>();
        jdbc.sql("select id, name, enabled, unchecked from DOM$PACKAGES order by id").query(row -> {
            entries.put(row.getLong(1), new PackageEntry(row.getString(2), "Y".equals(row.getString(3)),
                    "Y".equals(row.getString(4)), sources.getOrDefault(row.getLong(1), List.of())));
        });
        return entries;
    }
}
