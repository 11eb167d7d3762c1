package org.domops.engine;

import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.util.SingleConsumerCondition;
import org.springframework.stereotype.Component;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Wakes the worker when a token arrives at a step: the engine signals it on commit, within this JVM only; setting
 * retries and activation do not signal, so whoever does that calls {@link #wake()}.
 */
@Component
public class StepArrivals {

    private final AtomicReference<SingleConsumerCondition> waiting = new AtomicReference<>();

    /** Waits for an arrival, at most so many milliseconds. Only one thread, always the same, may wait. */
    public void await(long milliseconds) {
        SingleConsumerCondition condition = waiting.updateAndGet(known -> known != null ? known : listen());
        condition.await(milliseconds);
    }

    public void wake() {
        SingleConsumerCondition condition = waiting.get();
        if (condition != null) {
            condition.signal();
        }
    }

    /** Ends the waiting for good. */
    public void close() {
        SingleConsumerCondition condition = waiting.getAndSet(null);
        if (condition != null) {
            ProcessEngineImpl.EXT_TASK_CONDITIONS.removeConsumer(condition);
            condition.signal();
        }
    }

    private static SingleConsumerCondition listen() {
        SingleConsumerCondition condition = new SingleConsumerCondition(Thread.currentThread());
        ProcessEngineImpl.EXT_TASK_CONDITIONS.addConsumer(condition);
        return condition;
    }
}
