package org.domops.cli;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks a server that may be being started again: it is waited for, for a while. */
final class Patience {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Set<DomCode> WAITED_FOR = EnumSet.of(DomCode.SERVER_UNREACHABLE, DomCode.REPOSITORY_UNAVAILABLE);

    private final Clock clock;
    private final Pause pause;
    private final Consumer<String> unreachable;

    /** @param unreachable hears the reason once, when the server does not answer */
    Patience(Clock clock, Pause pause, Consumer<String> unreachable) {
        this.clock = clock;
        this.pause = pause;
        this.unreachable = unreachable;
    }

    <T> T ask(Supplier<T> question) {
        Instant firstFailure = null;
        while (true) {
            try {
                return question.get();
            } catch (DomException e) {
                Instant now = clock.instant();
                boolean first = firstFailure == null;
                firstFailure = first ? now : firstFailure;
                if (!WAITED_FOR.contains(e.code()) || Duration.between(firstFailure, now).compareTo(LIMIT) > 0) {
                    throw e;
                }
                if (first) {
                    unreachable.accept(e.getMessage());
                }
                rest(PAUSE);
            }
        }
    }

    void rest(Duration time) {
        try {
            pause.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomException(DomCode.SERVER_UNREACHABLE, "the watching was interrupted; the run goes on", e);
        }
    }
}
