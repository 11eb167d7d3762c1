package org.domops.delegate.remote;

import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;
import org.camunda.bpm.client.ExternalTaskClient;
import org.camunda.bpm.client.backoff.ErrorAwareBackoffStrategy;
import org.camunda.bpm.client.exception.ExternalTaskClientException;
import org.camunda.bpm.client.interceptor.auth.BasicAuthProvider;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.domops.delegate.DaemonThread;
import org.domops.delegate.WorkerStop;
import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Fetches waiting tokens by the engine's own client, with long polling, one at a time and only while a lane is idle: a
 * token that is fetched is begun at once.
 *
 * <p>The client only fetches. It locks under one worker id for all, completes by itself, and can't record a step's end and
 * lock the next one in one transaction; so what follows goes by /api/worker.
 */
final class TokenFetching {

    private static final Logger LOG = LoggerFactory.getLogger(TokenFetching.class);
    /** The expiry of a dead worker's lease wakes nobody; and the request of a worker that has died may be given a token yet. */
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final ExternalTaskClient client;
    private final Consumer<LaneToken> take;
    private final WorkerStop stop;
    private final Semaphore idle;
    private final long leaseMillis;

    /** @param take begins with a lane and returns at once; {@link #done} is called when the lane has ended */
    TokenFetching(RemoteWorkerSettings settings, long leaseMillis, WorkerStop stop, Consumer<LaneToken> take) {
        this.take = take;
        this.stop = stop;
        this.idle = new Semaphore(settings.lanes());
        this.leaseMillis = leaseMillis;
        client = ExternalTaskClient.create().baseUrl(settings.engineRest()).workerId(LaneToken.workerId(settings.name()))
                .maxTasks(1).usePriority(true).orderByCreateTime().asc()
                .asyncResponseTimeout(POLL.toMillis()).lockDuration(leaseMillis).disableAutoFetching()
                .backoffStrategy(new AfterErrors())
                .addInterceptor(new BasicAuthProvider(settings.login().user(), settings.login().password()))
                .customizeHttpClient(http -> http.setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(POLL.plusSeconds(30))).build()))
                .build();
        for (StepKind kind : StepKind.values()) {
            client.subscribe(kind.topic(settings.site())).variables(FetchedToken.DATABASE_ID).handler(this::fetched).open();
        }
    }

    void start() {
        client.start();
    }

    /** Returns at once; a request that is under way may bring one more token, which is given back. */
    void stop() {
        DaemonThread.of(client::stop, "fetching-stop").start();
        idle.release();
    }

    /** A lane is idle again. */
    void done() {
        idle.release();
    }

    private void fetched(ExternalTask task, ExternalTaskService service) {
        try {
            if (stop.requested()) {
                service.unlock(task);
                return;
            }
            idle.acquire();
            take.accept(FetchedToken.of(task, leaseMillis));
            // only then is the next one fetched
            idle.acquire();
            idle.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExternalTaskClientException e) {
            LOG.warn("A token could not be given back; others fetch it when its lease has expired: {}", e.getMessage());
        }
    }

    /** No pause between polls, as they are long, but after errors. */
    private static final class AfterErrors implements ErrorAwareBackoffStrategy {

        private long wait;

        @Override
        public void reconfigure(List<ExternalTask> tasks, ExternalTaskClientException error) {
            wait = error == null ? 0 : Math.min(LONGEST_BACKOFF.toMillis(), wait == 0 ? 500 : wait * 2);
        }

        @Override
        public long calculateBackoffTime() {
            return wait;
        }
    }
}
