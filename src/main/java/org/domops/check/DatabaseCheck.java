package org.domops.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.domops.error.DomException;
import org.domops.repository.Definitions;
import org.domops.repository.PlannedLane;
import org.domops.repository.RunPlan;
import org.domops.repository.TargetAccess;
import org.domops.target.CheckRequest;
import org.domops.target.CheckedObject;
import org.domops.target.Finding;
import org.domops.target.LockName;
import org.domops.target.PackageSource;
import org.domops.target.StateTable;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetSession;
import org.domops.target.TargetStamp;
import org.domops.target.Targets;

/** One database: the parameters of its part of the run, and what its target answers. */
final class DatabaseCheck implements Callable<List<Finding>> {

    private final Definitions definitions;
    private final String repository;
    private final Targets targets;
    private final TargetStamp stamp;
    private final RunPlan plan;
    private final PlannedLane lane;
    private final String foreignSite;
    private final boolean compile;
    private TargetSession session;
    private boolean aborted;
    /** What is being done. */
    private String subject;

    /** @param foreignSite whose workers alone reach the target; null: it is asked */
    DatabaseCheck(Definitions definitions, String repository, Targets targets, TargetStamp stamp, RunPlan plan,
            PlannedLane lane, String foreignSite, boolean compile) {
        this.definitions = definitions;
        this.repository = repository;
        this.targets = targets;
        this.stamp = stamp;
        this.plan = plan;
        this.lane = lane;
        this.foreignSite = foreignSite;
        this.compile = compile;
    }

    @Override
    public List<Finding> call() {
        List<Finding> findings = new ArrayList<>();
        subject = "definition";
        try {
            TargetAccess access = definitions.access(lane.databaseId(), plan.environment().id());
            List<PackageSource> packages = definitions.packages(plan.operation().id(), access.dialect()).stream()
                    .map(source -> new PackageSource(source.name(), source.source(), source.sha256())).toList();
            List<StateTable> tables = definitions.stateTables(plan.operation().id(), access.dialect()).stream()
                    .map(table -> new StateTable(table.name(), table.ddl())).toList();
            findings.addAll(new NeededParameters(packages, access.dialect()).missing(
                    definitions.parameters(plan.operation().id(), plan.environment().id()), lane.objects(), plan.instance()));
            if (foreignSite == null) {
                askTarget(access, packages, tables, findings);
            } else {
                findings.add(0, Finding.warning("login", "not tried, as the workers of site " + foreignSite
                        + " reach it and the servers don't; a run's first step there, which installs, is what tries it"));
            }
        } catch (DomException e) {
            findings.add(Finding.failure(subject, e.code().number() + " " + e.getMessage()));
        }
        return findings;
    }

    private void askTarget(TargetAccess access, List<PackageSource> packages, List<StateTable> tables, List<Finding> findings) {
        subject = "login";
        TargetSession open = targets.open(new TargetDatabase(access.databaseId(), access.name(), access.dialect(),
                access.connectString(), access.username(), access.credential()));
        keep(open);
        findings.add(0, Finding.ok("login", access.connectString() + " as " + access.username()));
        subject = "target";
        boolean asked = false;
        try {
            findings.addAll(open.check(new CheckRequest(repository,
                    LockName.of(repository, plan.operation().name(), plan.instance(), open.schema()), packages, tables,
                    lane.objects().stream().map(object -> new CheckedObject(object.type(), object.owner(), object.name())).toList(),
                    compile, stamp)));
            asked = true;
        } finally {
            if (asked) {
                open.close();
            } else {
                open.abort();
            }
        }
    }

    private synchronized void keep(TargetSession open) {
        session = open;
        if (aborted) {
            open.abort();
        }
    }

    /** Ends it from another thread, as soon as there is something to end. */
    synchronized void abort() {
        aborted = true;
        if (session != null) {
            session.abort();
        }
    }
}
