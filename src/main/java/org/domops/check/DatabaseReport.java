package org.domops.check;

import java.util.Comparator;
import java.util.List;
import org.domops.target.Finding;
import org.domops.target.Finding.Level;

/**
 * What was found of one database.
 *
 * @param database e.g. SALESPRD02
 * @param result the worst of the findings
 */
public record DatabaseReport(String database, Level result, List<Finding> findings) {

    static DatabaseReport of(String database, List<Finding> findings) {
        return new DatabaseReport(database, findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElse(Level.OK),
                List.copyOf(findings));
    }
}
