package org.domops.demo;

import org.domops.console.Console;

import java.net.URI;
import java.nio.file.Path;

/** What a person may do while the demo goes on running. */
final class Invitation {

    private final Console console;
    private final Narrator narrator;
    private final URI address;

    Invitation(Console console, Narrator narrator, URI address) {
        this.console = console;
        this.narrator = narrator;
        this.address = address;
    }

    void print(Path passwordFile, String fleetFile) {
        narrator.heading("Server and databases go on running until Ctrl-C");
        console.line("  Cockpit    " + address + "/camunda");
        console.line("  REST       " + address + "/api/runs and " + address + "/engine-rest");
        console.line("  user       admin, password in " + passwordFile);
        console.line("");
        console.line("Try next, in another terminal:");
        console.line("  " + narrator.typed("runs"));
        console.line("  " + narrator.typed("status", "1"));
        console.line("  " + narrator.typed("logs", "1", "--sql"));
        console.line("  " + narrator.typed("run", "drop-partition", "PROD", "--watch") + "   (a new run: nothing is left to roll off)");
        console.line("  " + narrator.typed("apply", "-f", fleetFile) + "   (changes nothing, unless you change the file)");
    }
}
