package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.domops.target.CheckRequest;
import org.domops.target.Finding;
import org.domops.target.PackageSource;
import org.domops.target.SqlScript;
import org.domops.target.StateTable;
import org.domops.target.TargetException;

/** What an install would do, and whether it would succeed. */
final class CodeCheck {

    private static final String SUBJECT = "code";

    private final InstalledCode installed;
    private final CodeInstaller installer;
    private final TrialCompile trial;

    CodeCheck(Connection connection, String session, String schema, Duration longestWait) {
        this.installed = new InstalledCode(connection);
        this.installer = new CodeInstaller(connection, session, schema);
        this.trial = new TrialCompile(connection, session, schema, longestWait);
    }

    List<Finding> findings(CheckRequest request) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        OwnCode own = OwnCode.shipped();
        findings.add(Finding.ok(SUBJECT, "DOM's own code "
                + (installed.isUpToDate(OwnCode.NAME, own.sha256(), own.creates()) ? "is up to date" : "would be installed")));
        for (StateTable table : request.stateTables()) {
            findings.add(Finding.ok(SUBJECT, "table " + table.name()
                    + (installed.hasTable(table.name()) ? " is there" : " would be created")));
        }
        for (PackageSource source : request.packages()) {
            findings.add(finding(source, request.compile()));
        }
        return findings;
    }

    private Finding finding(PackageSource source, boolean compile) throws SQLException {
        String what = "package " + source.name();
        SqlScript script = SqlScript.parse(source.source());
        try {
            if (installed.isUpToDate(source.name(), source.sha256(), installer.requirePackage(source.name(), script))) {
                return Finding.ok(SUBJECT, what + " is installed and VALID");
            }
            if (!compile) {
                return Finding.ok(SUBJECT, what + " would be installed; whether it compiles is not known without --compile");
            }
            trial.compile(source.name(), script);
            return Finding.ok(SUBJECT, what + " would be installed, and compiles");
        } catch (CodeInUse e) {
            return Finding.warning(SUBJECT, what + " would be installed; it was not compiled now: " + e.getMessage());
        } catch (TargetException e) {
            return e.transientError() ? Finding.warning(SUBJECT, what + " was not compiled: " + e.getMessage())
                    : Finding.failure(SUBJECT, e.getMessage());
        }
    }
}
