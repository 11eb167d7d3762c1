package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.domops.target.InstallRequest;
import org.domops.target.InstallResult;
import org.domops.target.InstallResult.Item;
import org.domops.target.PackageSource;
import org.domops.target.Sha256;
import org.domops.target.SqlScript;
import org.domops.target.SqlStatement.Created;
import org.domops.target.StateTable;

/** Brings a schema up to date for a run. DDL commits by itself, so each part records that it is done only when it is. */
final class Installation {

    private final long longestWait;
    private final Connection connection;
    private final String session;
    private final String schema;
    private final TargetIdentity identity;
    private final InstalledCode installed;
    private final CodeInstaller installer;
    private final CodeUsers users;
    private final RunRows runRows;
    private final LaneFence fence;

    Installation(Connection connection, String session, String schema, TargetIdentity identity, Duration longestWait) {
        this.longestWait = longestWait.toSeconds();
        this.connection = connection;
        this.session = session;
        this.schema = schema;
        this.identity = identity;
        this.installed = new InstalledCode(connection);
        this.installer = new CodeInstaller(connection, session, schema);
        this.users = new CodeUsers(connection);
        this.runRows = new RunRows(connection);
        this.fence = new LaneFence(connection, session);
    }

    /** Under the lane's lock: a former owner's step is not to find other parameters than it began with. */
    InstallResult run(InstallRequest request) throws SQLException {
        connection.rollback();
        boolean attemptsAreKnown = installed.hasColumn("DOM$STEP_ATTEMPTS", "lane_lock");
        try (QuietLane lane = QuietLane.take(connection, session, request.lane().laneLock(), attemptsAreKnown)) {
            return underTheLanesLock(request);
        }
    }

    /** Waits for steps that use code to be replaced, without the install lock, so that other steps can go on. */
    private InstallResult underTheLanesLock(InstallRequest request) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                return once(request);
            } catch (CodeInUse inUse) {
                long left = longestWait - Duration.ofNanos(System.nanoTime() - start).toSeconds();
                if (left <= 0 || !users.waitForEnd(inUse, left)) {
                    throw InstallLock.busy(session, inUse.getMessage(), users.describe(inUse), null);
                }
            }
        }
    }

    private InstallResult once(InstallRequest request) throws SQLException, CodeInUse {
        connection.rollback();
        try (InstallLock lock = InstallLock.take(connection, session, schema, longestWait)) {
            List<Item> items = new ArrayList<>();
            // first of all: another repository's schema is not to be touched, nor by an order that is not the last one
            identity.require(session, request.repositoryUuid(), request.stamp(), installed.hasTable("DOM$TARGET"));
            if (installed.hasTable("DOM$FENCE")) {
                fence.require(request.lane());
            }
            items.add(ownCode());
            identity.registerIfNew(request.repositoryUuid());
            identity.stamp(request.stamp());
            fence.record(request.lane());
            connection.commit();
            for (StateTable table : request.stateTables()) {
                items.add(stateTable(table));
            }
            for (PackageSource source : request.packages()) {
                SqlScript script = SqlScript.parse(source.source());
                items.add(code("package " + source.name(), source.name(), source.sha256(), List.of(script),
                        installer.requirePackage(source.name(), script)));
            }
            runRows.replace(request);
            connection.commit();
            return new InstallResult(items);
        }
    }

    private Item ownCode() throws SQLException, CodeInUse {
        OwnCode own = OwnCode.shipped();
        return code("DOM's own code", OwnCode.NAME, own.sha256(), own.scripts(), own.creates());
    }

    private Item code(String what, String name, String sha256, List<SqlScript> scripts, List<Created> creates)
            throws SQLException, CodeInUse {
        if (installed.isUpToDate(name, sha256, creates)) {
            return new Item(name, sha256, false);
        }
        if (installed.hasTable("DOM$STEP_ATTEMPTS")) {
            users.requireNone(what, name.equals(OwnCode.NAME) ? CodeUsers.ANY_PACKAGE : name);
        }
        installed.forget(name);
        for (SqlScript script : scripts) {
            installer.execute(what, script);
        }
        installed.remember(name, sha256, creates);
        return new Item(name, sha256, true);
    }

    private Item stateTable(StateTable table) throws SQLException {
        boolean missing = !installed.hasTable(table.name());
        if (missing) {
            installer.execute("state table " + table.name(), SqlScript.parse(table.ddl()));
        }
        return new Item(table.name(), Sha256.of(table.ddl()), missing);
    }
}
