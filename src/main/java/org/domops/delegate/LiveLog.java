package org.domops.delegate;

import jakarta.annotation.PreDestroy;
import org.domops.delegate.TargetLogins.Place;
import org.domops.run.StepOrder;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks, on each database where steps of this worker have run for a second, over one connection, what they do: their
 * statements are in the log while they run, and a call whose session is gone does not wait for ever.
 */
@Component
class LiveLog {

    private final TargetLogins logins;
    private final StatementSink sink;
    private final LiveLogProperties properties;
    private final Clock clock;
    private final Map<LaneSession, LiveStep> steps = new ConcurrentHashMap<>();
    private final Map<Place, DatabaseMonitor> monitors = new ConcurrentHashMap<>();
    private final Set<Place> looking = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer;
    /** A database that does not answer keeps its own thread waiting and no other. */
    private final ExecutorService looks = Executors.newCachedThreadPool(work -> DaemonThread.of(work, "live-log"));

    LiveLog(TargetLogins logins, StatementSink sink, LiveLogProperties properties, Clock clock) {
        this.logins = logins;
        this.sink = sink;
        this.properties = properties;
        this.clock = clock;
        timer = Executors.newSingleThreadScheduledExecutor(work -> DaemonThread.of(work, "live-log-timer"));
        timer.scheduleWithFixedDelay(this::lookAround, properties.poll().toMillis(), properties.poll().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** The lane begins with a step, and has done with the one before. */
    void begin(LaneSession lane, StepOrder order) {
        LiveStep step = new LiveStep(lane, order, clock.instant());
        lane.live(step);
        steps.put(lane, step);
    }

    /** The worker has done with the lane. */
    void end(LaneSession lane) {
        steps.remove(lane);
    }

    private void lookAround() {
        Instant now = clock.instant();
        for (LiveStep step : steps.values()) {
            if (!now.isBefore(step.begun().plus(properties.begin()))) {
                step.lane().place().ifPresent(database -> monitors.computeIfAbsent(Place.of(database),
                        place -> new DatabaseMonitor(database, logins, sink, properties, clock)));
            }
        }
        for (Place place : monitors.keySet()) {
            if (looking.add(place)) {
                looks.execute(() -> look(place));
            }
        }
    }

    private void look(Place place) {
        try {
            DatabaseMonitor monitor = monitors.get(place);
            boolean more = monitor != null;
            while (more) {
                List<LiveStep> here = here(place);
                more = !here.isEmpty() && monitor.look(here);
            }
            if (monitor != null && monitor.idle() && here(place).isEmpty()) {
                monitors.remove(place);
                monitor.close();
            }
        } finally {
            looking.remove(place);
        }
    }

    private List<LiveStep> here(Place place) {
        return steps.values().stream().filter(step -> step.lane().running().isPresent()
                && step.lane().place().map(Place::of).filter(place::equals).isPresent()).toList();
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        looks.shutdownNow();
        monitors.values().forEach(DatabaseMonitor::close);
    }
}
