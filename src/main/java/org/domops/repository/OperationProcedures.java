package org.domops.repository;

import java.util.List;
import java.util.Optional;

import org.domops.repository.fleetfile.Procedure;
import org.domops.repository.fleetfile.StoredPackage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads which procedures an operation's package has, from its stored source. */
@Component
public class OperationProcedures {

    private final JdbcClient jdbc;

    public OperationProcedures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that every dialect's source has; empty: the operation is not defined, or its package can't be read. */
    public Optional<List<Procedure>> of(String operation) {
        List<List<Procedure>> dialects = jdbc.sql("""
                        select p.name, s.dialect, s.file_name, s.source
                        from   DOM$OPERATIONS o
                        join   DOM$PACKAGES p on p.id = o.package_id
                        join   DOM$PACKAGE_SOURCES s on s.package_id = p.id
                        where  o.name = ?""")
                .param(operation)
                .query((row, number) -> new StoredPackage(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list().stream().map(StoredPackage::procedures).flatMap(Optional::stream).toList();
        return dialects.stream().reduce((first, second) -> first.stream()
                .filter(own -> second.stream().anyMatch(other -> other.name().equals(own.name()))).toList());
    }
}
