package org.domops.demo;

import org.domops.client.RunsClient;
import org.domops.client.Task;
import org.domops.console.Console;
import org.domops.fleet.EmbeddedFleet;

import java.util.List;
import java.util.Optional;

/** The story of the design, in five steps, by the very commands that a person would use. */
final class Story {

    private static final String[] COMMAND = {"run", "drop-partition", "PROD", "--watch"};

    private final Console console;
    private final Narrator narrator;
    private final RunsClient runs;
    private final EmbeddedFleet fleet;
    private final Runnable look;

    /** @param look gives a person time to look at the failed task before it is mended */
    Story(Console console, Narrator narrator, RunsClient runs, EmbeddedFleet fleet, Runnable look) {
        this.console = console;
        this.narrator = narrator;
        this.runs = runs;
        this.fleet = fleet;
        this.look = look;
    }

    StoryFacts play() {
        List<CallRecords> before = records();
        narrator.heading("Step 1: an operation of seven tasks starts on every database of PROD");
        narrator.say("drop-partition rolls off the oldest partitions of the call records, one in each round, and puts their "
                + "disputed rows back.");
        narrator.type(COMMAND);
        Snapshot first = Snapshot.of(runs, runs.latest().id());
        List<CallRecords> between = records();
        narrator.heading("Step 2: task 4 has failed on one database, the others have finished, the run has ended E");
        narrator.type("status", Long.toString(first.run().id()));
        Optional<Task> failed = first.errored().stream().findFirst();
        if (failed.isEmpty()) {
            narrator.say("No step has failed, so the story can't go on.");
            return new StoryFacts(before, first, between, Optional.empty(), between);
        }
        readWhy(first, failed.get());
        look.run();
        narrator.heading("Step 4: the DBA makes space");
        console.line(StoryFacts.FULL_DATABASE + "> " + fleet.makeSpace(StoryFacts.FULL_DATABASE));
        narrator.heading("Step 5: the same command again; only " + StoryFacts.FULL_DATABASE + " runs, from task 4");
        narrator.type(COMMAND);
        Snapshot second = Snapshot.of(runs, runs.latest().id());
        narrator.say("");
        narrator.say("What it did after the restart:");
        new RestartedSteps(console).print(second);
        return new StoryFacts(before, first, between, Optional.of(second), records());
    }

    private void readWhy(Snapshot first, Task failed) {
        String run = Long.toString(first.run().id());
        narrator.heading("Step 3: the DBA reads why: in Cockpit, on the command line, or in plain SQL");
        narrator.type("logs", run, "--sql", "--task", Long.toString(failed.id()));
        narrator.say("");
        narrator.say("The same in SQL, from the repository's tables (read here by the REST interface):");
        new LogTables(console).print(first.run(), failed, runs.statements(first.run().id(), failed.id()));
    }

    private List<CallRecords> records() {
        return fleet.databases().stream().map(database -> CallRecords.of(fleet, database)).toList();
    }
}
