package org.domops.check;

import java.util.List;
import org.domops.target.Finding.Level;

/**
 * What was found of an operation in an environment.
 *
 * @param failures how many databases have one
 * @param warnings how many databases have one, and no failure
 * @param databases by name
 */
public record CheckReport(String operation, String environment, int instance, long failures, long warnings,
        List<DatabaseReport> databases) {

    static CheckReport of(String operation, String environment, int instance, List<DatabaseReport> databases) {
        return new CheckReport(operation, environment, instance, count(databases, Level.FAILURE), count(databases, Level.WARNING),
                List.copyOf(databases));
    }

    private static long count(List<DatabaseReport> databases, Level level) {
        return databases.stream().filter(database -> database.result() == level).count();
    }
}
