package org.domops.target.mariadb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.domops.target.Finding;

/** What the server is, and whether it is the one it was. */
final class ServerCheck {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\D.*MariaDB.*");
    private static final int OLDEST = 11_004;

    private final Questions ask;

    ServerCheck(Questions ask) {
        this.ask = ask;
    }

    List<Finding> findings(String repositoryUuid) throws SQLException {
        List<String> answers = ask.rows("""
                SELECT @@version, @@read_only, @@innodb_read_only, @@log_bin, @@log_bin_trust_function_creators,
                       CASE WHEN @@sql_mode LIKE '%ORACLE%' THEN 1 ELSE 0 END""").get(0);
        List<Finding> findings = new ArrayList<>();
        findings.add(version(answers.get(0), "1".equals(answers.get(5))));
        boolean readOnly = !"0".equals(answers.get(1)) || !"0".equals(answers.get(2));
        findings.add(readOnly ? Finding.failure("server", "it is read-only: a replica?") : Finding.ok("server", "read-write"));
        if ("1".equals(answers.get(3)) && "0".equals(answers.get(4))) {
            findings.add(Finding.failure("server", "the binary log is on and log_bin_trust_function_creators is OFF, so that"
                    + " DOM's functions can't be created"));
        }
        findings.add(identity(repositoryUuid));
        return findings;
    }

    static Finding version(String version, boolean oracleMode) {
        Matcher matcher = VERSION.matcher(version);
        boolean fit = oracleMode && matcher.matches()
                && Integer.parseInt(matcher.group(1)) * 1000 + Integer.parseInt(matcher.group(2)) >= OLDEST;
        return fit ? Finding.ok("server", version + ", Oracle mode")
                : Finding.failure("server", version + (oracleMode ? "" : " without Oracle mode") + ": expected MariaDB 11.4 or newer");
    }

    private Finding identity(String repositoryUuid) throws SQLException {
        boolean hasTable = !ask.list(
                "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'DOM$TARGET'").isEmpty();
        List<List<String>> rows = hasTable
                ? ask.rows("SELECT server_uid, repository_uuid, @@server_uid, registered_dttm FROM DOM$TARGET") : List.of();
        if (rows.isEmpty()) {
            return Finding.ok("identity", "not registered yet; the first run registers it");
        }
        List<String> row = rows.get(0);
        String mend = "; if it is the right database, run \"dom accept-database\"";
        if (!row.get(0).equals(row.get(2))) {
            return Finding.failure("identity", "registered on server " + row.get(0) + ", but this server is " + row.get(2)
                    + ": a clone, a restore or a wrong address" + mend);
        }
        if (!row.get(1).equals(repositoryUuid)) {
            return Finding.failure("identity", "serves the DOM repository " + row.get(1) + ", not this one, " + repositoryUuid
                    + mend);
        }
        return Finding.ok("identity", "registered for this repository since " + row.get(3) + " UTC");
    }
}
