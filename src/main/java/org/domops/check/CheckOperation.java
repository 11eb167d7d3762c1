package org.domops.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.Definitions;
import org.domops.repository.PlannedLane;
import org.domops.repository.RunPlan;
import org.domops.target.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tries all targets that a run would have, side by side. */
@Component
public class CheckOperation {

    private static final Logger LOG = LoggerFactory.getLogger(CheckOperation.class);

    private final Definitions definitions;
    private final CheckDatabase database;
    private final CheckProperties properties;

    public CheckOperation(Definitions definitions, CheckDatabase database, CheckProperties properties) {
        this.definitions = definitions;
        this.database = database;
        this.properties = properties;
    }

    /**
     * @param compile see {@link org.domops.target.CheckRequest#compile}
     * @return one report per database, also for those that can't be reached, or have not answered in time
     * @throws DomException as {@link Definitions#plan}: a run would not begin at all
     */
    public CheckReport check(String operation, String environment, int instance, boolean compile) {
        RunPlan plan = definitions.plan(operation, environment, instance);
        List<DatabaseCheck> checks = plan.lanes().stream().map(lane -> database.of(plan, lane, compile)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(checks.size(), properties.parallel()), task -> {
            Thread thread = new Thread(task, "check");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<List<Finding>>> answers =
                    threads.invokeAll(checks, properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
            List<DatabaseReport> reports = new ArrayList<>();
            for (int i = 0; i < checks.size(); i++) {
                reports.add(report(plan.lanes().get(i), checks.get(i), answers.get(i)));
            }
            return CheckReport.of(operation, environment, instance, reports);
        } catch (InterruptedException e) {
            checks.forEach(DatabaseCheck::abort);
            Thread.currentThread().interrupt();
            throw new DomException(DomCode.INTERNAL, "the check was interrupted: the server stops", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private DatabaseReport report(PlannedLane lane, DatabaseCheck check, Future<List<Finding>> answer)
            throws InterruptedException {
        if (answer.isCancelled()) {
            check.abort();
            return DatabaseReport.of(lane.databaseName(), List.of(Finding.failure("login",
                    "no answer within " + properties.timeout().toSeconds() + " s")));
        }
        try {
            return DatabaseReport.of(lane.databaseName(), answer.get());
        } catch (ExecutionException e) {
            LOG.error("The check of {} met an error inside DOM", lane.databaseName(), e.getCause());
            return DatabaseReport.of(lane.databaseName(), List.of(Finding.failure("check",
                    DomCode.INTERNAL.number() + " " + DomCode.INTERNAL.meaning())));
        }
    }
}
