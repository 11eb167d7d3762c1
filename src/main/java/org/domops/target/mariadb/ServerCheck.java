package org.domops.target.mariadb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.domops.target.CheckRequest;
import org.domops.target.Finding;
import org.domops.target.TargetException;

/** What the server is, and whether it is the one it was. */
final class ServerCheck {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\D.*MariaDB.*");
    private static final int OLDEST = 11_004;

    private final Questions ask;
    private final TargetIdentity identity;

    ServerCheck(Questions ask, TargetIdentity identity) {
        this.ask = ask;
        this.identity = identity;
    }

    List<Finding> findings(String session, CheckRequest request) throws SQLException {
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
        findings.add(identity(session, request));
        return findings;
    }

    static Finding version(String version, boolean oracleMode) {
        Matcher matcher = VERSION.matcher(version);
        boolean fit = oracleMode && matcher.matches()
                && Integer.parseInt(matcher.group(1)) * 1000 + Integer.parseInt(matcher.group(2)) >= OLDEST;
        return fit ? Finding.ok("server", version + ", Oracle mode")
                : Finding.failure("server", version + (oracleMode ? "" : " without Oracle mode") + ": expected MariaDB 11.4 or newer");
    }

    /** What an installation would refuse. */
    private Finding identity(String session, CheckRequest request) throws SQLException {
        boolean hasTable = !ask.list(
                "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'DOM$TARGET'").isEmpty();
        try {
            identity.require(session, request.repositoryUuid(), request.stamp(), hasTable);
        } catch (TargetException e) {
            return Finding.failure("identity", e.code().number() + " " + e.getMessage());
        }
        List<String> since = hasTable ? ask.list("SELECT registered_dttm FROM DOM$TARGET") : List.of();
        return since.isEmpty() ? Finding.ok("identity", "not registered yet; the first run registers it")
                : Finding.ok("identity", "registered for this repository since " + since.get(0) + " UTC");
    }
}
