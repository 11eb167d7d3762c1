package org.domops.demo;

import org.domops.console.Colour;
import org.domops.console.Console;
import org.domops.console.Wrap;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells the story: headings, and commands as a person would type them, with what they answer. */
final class Narrator {

    private static final int WIDTH = 110;

    private final Console console;
    private final Commands commands;
    private final List<String> address;

    /** @param address options that each command needs to find the server; empty if it is where commands look anyway */
    Narrator(Console console, Commands commands, List<String> address) {
        this.console = console;
        this.commands = commands;
        this.address = address;
    }

    void heading(String text) {
        console.line("");
        console.line(console.paint(text, Colour.BOLD));
    }

    void say(String text) {
        Wrap.lines(text, Math.min(WIDTH, console.width())).forEach(console::line);
    }

    /** @return the exit status */
    int type(String... arguments) {
        console.line("");
        console.line(console.paint("$ " + typed(arguments), Colour.BOLD));
        String[] all = Stream.concat(List.of(arguments).stream(), address.stream()).toArray(String[]::new);
        int status = commands.run(all);
        if (status != 0) {
            console.line("(exit status " + status + ")");
        }
        return status;
    }

    /** A command line to be copied. */
    String typed(String... arguments) {
        return "./dom " + Stream.concat(List.of(arguments).stream(), address.stream())
                .map(a -> a.contains(" ") ? "'" + a + "'" : a).collect(Collectors.joining(" "));
    }
}
