package org.domops.fault;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something a test does once at a certain point of the conversation. */
public final class RelayHook {

    private final String text;
    private final boolean atAnswer;
    private final Runnable action;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    RelayHook(String text, boolean atAnswer, Runnable action) {
        this.text = text;
        this.atAnswer = atAnswer;
        this.action = action;
    }

    /** Whether it has happened. */
    public boolean happened() {
        return done.getCount() == 0;
    }

    /** It won't happen any more. */
    public void cancel() {
        taken.set(true);
    }

    void ifAsked(boolean answer, String request) {
        if (answer == atAnswer && request.contains(text) && taken.compareAndSet(false, true)) {
            try {
                action.run();
            } finally {
                done.countDown();
            }
        }
    }
}
