package org.domops.cli;

import org.domops.console.Console;
import org.domops.local.DomHome;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Runs commands as a person would and keeps what they print. Time passes only while a command waits. */
final class Shell {

    static final Instant NOW = Instant.parse("2026-11-21T02:10:00Z");

    final Map<String, String> variables = new HashMap<>();
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final DomHome home;
    private ServerStart server = (atWork, args) -> {
        throw new AssertionError("no server was to be started");
    };
    private boolean colour;
    private int width = 10_000;
    private int height = 24;
    private int waits;
    private IntConsumer whenItWaits = wait -> { };

    Shell(Path home) {
        this.home = new DomHome(home);
    }

    static Shell against(FakeDomServer server, Path home) {
        Shell shell = new Shell(home);
        shell.variables.put("DOM_URL", server.url());
        shell.variables.put("DOM_PASSWORD", FakeDomServer.PASSWORD);
        return shell;
    }

    Shell onTerminal(int columns) {
        colour = true;
        width = columns;
        return this;
    }

    Shell onTerminal(int columns, int lines) {
        height = lines;
        return onTerminal(columns);
    }

    Shell withServer(Consumer<String[]> start) {
        server = (atWork, args) -> start.accept(args);
        return this;
    }

    /** @param what gets the number of the wait, from 1 */
    Shell whenItWaits(IntConsumer what) {
        whenItWaits = what;
        return this;
    }

    DomHome home() {
        return home;
    }

    /** @return the exit status */
    int dom(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), colour, width, height, ZoneId.of("Europe/Berlin"));
        return Dom.commandLine(new Environment(variables, home), console, new Watch(), this::pass, server).execute(args);
    }

    private void pass(Duration time) {
        whenItWaits.accept(++waits);
        now.updateAndGet(instant -> instant.plus(time));
    }

    private final class Watch extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
