package org.domops.delegate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;

/**
 * Settings {@code dom.worker.*}.
 *
 * @param lanes how many lanes this server works on at once; each has a thread and a connection to its target
 * @param lease for how long a token is locked; a dead server's tokens are taken over after it
 * @param heartbeat how often the lease is extended; a third of the lease at most
 * @param poll how often waiting tokens are looked for without a wake-up
 * @param sites whose lanes this server works on beside those that are bound to none; may be empty
 * @param stopTimeout how long a stopping server waits for running steps
 */
@ConfigurationProperties("dom.worker")
public record WorkerProperties(int lanes, Duration lease, Duration heartbeat, Duration poll, Duration stopTimeout,
                               @DefaultValue List<String> sites) {
}
