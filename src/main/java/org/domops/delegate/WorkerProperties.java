package org.domops.delegate;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Settings {@code dom.worker.*}. What would have lanes change their owners for no reason is refused with INVALID_REQUEST.
 *
 * @param lanes how many lanes this server works on at once, at least 1; each has a thread and a connection to its target
 * @param lease for how long a token is locked; a dead server's tokens are taken over after it
 * @param heartbeat how often the lease is extended; a third of the lease at most
 * @param poll how often waiting tokens are looked for without a wake-up
 * @param sites whose lanes this server works on beside those that are bound to none; may be empty
 * @param stopTimeout how long a stopping server waits for running steps
 */
@ConfigurationProperties("dom.worker")
public record WorkerProperties(int lanes, Duration lease, Duration heartbeat, Duration poll, Duration stopTimeout,
                               @DefaultValue List<String> sites) {

    /** One heartbeat may fail, and the next one come late. */
    private static final int BEATS = 3;

    public WorkerProperties {
        require(lanes > 0, "lanes", lanes, "at least 1");
        require(positive(heartbeat), "heartbeat", heartbeat, "more than nothing, e.g. 5s");
        require(lease.compareTo(heartbeat.multipliedBy(BEATS)) >= 0, "lease", lease,
                "at least three heartbeats (dom.worker.heartbeat is " + text(heartbeat) + ")");
        require(positive(poll), "poll", poll, "more than nothing, e.g. 1s");
        require(!stopTimeout.isNegative(), "stop-timeout", stopTimeout, "0 or more, e.g. 30s");
    }

    private static boolean positive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }

    private static void require(boolean met, String name, Object value, String expected) {
        if (!met) {
            throw new DomException(DomCode.INVALID_REQUEST, "dom.worker." + name + " is " + text(value) + "; expected " + expected);
        }
    }

    /** As it is written in settings. */
    private static String text(Object value) {
        return value instanceof Duration duration ? DurationStyle.SIMPLE.print(duration, ChronoUnit.MILLIS) : String.valueOf(value);
    }
}
