package org.domops.target.mariadb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.domops.target.CheckedObject;
import org.domops.target.Finding;

/** What the DOM-client may do, as far as the catalogue shows it to the DOM-client itself. */
final class PrivilegeCheck {

    /** Those of create-client.sql. */
    private static final List<String> NEEDED = List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP",
            "INDEX", "CREATE ROUTINE", "ALTER ROUTINE", "EXECUTE");
    /** The own user; what its roles may do MariaDB does not list. */
    private static final String MINE =
            "grantee = CONCAT(QUOTE(SUBSTRING_INDEX(CURRENT_USER(), '@', 1)), '@', QUOTE(SUBSTRING_INDEX(CURRENT_USER(), '@', -1)))";
    private static final String ON_SCHEMA = """
            SELECT privilege_type FROM information_schema.user_privileges WHERE %1$s
            UNION
            SELECT privilege_type FROM information_schema.schema_privileges WHERE %1$s AND ? LIKE table_schema
            """.formatted(MINE);
    private static final String ON_TABLE = ON_SCHEMA + """
            UNION
            SELECT privilege_type FROM information_schema.table_privileges
            WHERE  %s AND table_schema = ? AND table_name = ?""".formatted(MINE);

    private final Questions ask;

    PrivilegeCheck(Questions ask) {
        this.ask = ask;
    }

    List<Finding> findings(List<CheckedObject> objects) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Set<String> mine = new TreeSet<>(ask.list(ON_SCHEMA, ask.list("SELECT DATABASE()").get(0)));
        List<String> missing = NEEDED.stream().filter(Predicate.not(mine::contains)).toList();
        findings.add(missing.isEmpty() ? Finding.ok("privileges", "all that DOM needs on its own schema") : lacking(missing));
        for (CheckedObject object : objects) {
            findings.add(finding(object));
        }
        return findings;
    }

    private Finding lacking(List<String> missing) throws SQLException {
        String privileges = String.join(", ", missing);
        List<String> roles = ask.list("SELECT role_name FROM information_schema.enabled_roles WHERE role_name IS NOT NULL");
        return roles.isEmpty()
                ? Finding.failure("privileges", "lacks " + privileges + " on its own schema; create-client.sql grants what is needed")
                : Finding.warning("privileges", "not granted to the user itself on its own schema: " + privileges
                        + "; whether its role " + String.join(", ", roles) + " has them is not known");
    }

    private Finding finding(CheckedObject object) throws SQLException {
        boolean visible = !ask.list("SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
                object.owner(), object.name()).isEmpty();
        if (!visible) {
            return object.isTable()
                    ? Finding.warning("objects", object + " is not there, or the DOM-client has no privilege on it")
                    : Finding.ok("objects", object + ": not known; MariaDB's catalogue is asked for tables alone");
        }
        Set<String> privileges = new TreeSet<>(ask.list(ON_TABLE, object.owner(), object.owner(), object.name()));
        privileges.remove("USAGE");
        return Finding.ok("objects", object + ": "
                + (privileges.isEmpty() ? "privileges on single columns at most" : String.join(", ", privileges)));
    }
}
