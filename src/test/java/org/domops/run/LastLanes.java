package org.domops.run;

import org.domops.engine.Processes;
import org.domops.log.LaneKey;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Runs of two lanes each, whose lanes come to their end in two transactions at the same instant. */
final class LastLanes {

    private final Clock clock = Clock.systemUTC();
    private final DomInstance dom;
    private final TransactionTemplate transaction;
    private final RunRow like;

    /** @param run whose operation the runs are of */
    LastLanes(DomInstance dom, long run) {
        this.dom = dom;
        this.transaction = dom.bean(TransactionTemplate.class);
        this.like = dom.bean(RunLog.class).find(run).orElseThrow();
    }

    /** Asserts that each of so many runs is completed. @param times an even number: two runs end at a time */
    void endAtOnce(int times) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<List<Long>>> ended = threads.invokeAll(Collections.nCopies(2, () -> endEach(times / 2, threads)));
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> runs : ended) {
                all.addAll(runs.get());
            }
            List<Long> range = List.of(Collections.min(all), Collections.max(all));
            await().atMost(Duration.ofSeconds(60)).until(() -> statuses(range).equals(Map.of("C", (long) times)));
            assertThat(dom.bean(RunLog.class).open()).doesNotContainAnyElementsOf(all);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Long> endEach(int times, ExecutorService threads) throws Exception {
        List<Long> runs = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long run = transaction.execute(status -> begin());
            runs.add(run);
            CyclicBarrier instant = new CyclicBarrier(2);
            for (Future<Void> end : threads.invokeAll(List.of(end(run, -1, instant), end(run, -2, instant)))) {
                end.get();
            }
        }
        return runs;
    }

    private Map<String, Long> statuses(List<Long> range) {
        return dom.jdbc().sql("select status, count(*) from DOM$RUN_LOG where id between ? and ? and username = 'last-lanes' group by status")
                .params(range.get(0), range.get(1)).query((row, n) -> Map.entry(row.getString(1).trim(), row.getLong(2))).list()
                .stream().collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private long begin() {
        RunLog runs = dom.bean(RunLog.class);
        RunLanes lanes = dom.bean(RunLanes.class);
        long id = runs.insert(new RunRow(0, like.operationId(), like.operation(), 1, like.environmentId(), like.environment(), "T",
                Status.R, null, "last-lanes", clock.instant(), null, null, like.processDefinitionId(), null, 1, true, null, null,
                false), "T/last-lanes/" + clock.instant() + Math.random());
        runs.released(id, 1);
        for (long database : new long[] {-1, -2}) {
            LaneKey lane = new LaneKey(id, database);
            lanes.insert(lane, "LAST" + -database, 1);
            lanes.released(lane, null, null);
            lanes.started(lane, clock.instant());
        }
        runs.carriedBy(id, dom.bean(Processes.class).resumeRun(id, Map.of("operation", like.operation(), "environment",
                like.environment(), "instance", 1, "mode", "T")));
        return id;
    }

    private Callable<Void> end(long run, long database, CyclicBarrier instant) {
        LaneLife life = dom.bean(LaneLife.class);
        return () -> {
            instant.await();
            transaction.executeWithoutResult(status ->
                    life.complete(life.lock(new LaneKey(run, database)), LaneTransition.COMPLETE, null));
            return null;
        };
    }
}
