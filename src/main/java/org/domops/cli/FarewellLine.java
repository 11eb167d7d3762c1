package org.domops.cli;

import org.domops.console.Console;
import org.domops.console.ProgramName;

/** Who ends the watching by Ctrl-C is told that the run goes on. */
final class FarewellLine implements AutoCloseable {

    private final Console console;
    private final Thread hook;

    FarewellLine(Console console, long runId) {
        this.console = console;
        hook = new Thread(() -> console.error("\nrun " + runId + " goes on; watch it again: " + ProgramName.typed()
                + " logs " + runId + " --follow"), "farewell");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The watching ended by itself. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            console.out().flush(); // Ctrl-C came in the same moment: the line is printed though the run is over
        }
    }
}
