package org.domops.cli;

import org.domops.console.Console;
import org.domops.local.DomHome;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;

/** The command line as {@code ./dom} runs it, inside the test's JVM; for tests of other packages. */
public final class CommandLineCall {

    private CommandLineCall() {
    }

    /** What a command said. */
    public record Result(int status, String out, String err) {
    }

    /** @param variables the process's environment, e.g. DOM_URL and DOM_DATA */
    public static Result call(Path home, Map<String, String> variables, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, 200, 50, ZoneOffset.UTC);
        int status = Dom.commandLine(new Environment(variables, new DomHome(home)), console).execute(args);
        return new Result(status, out.toString(), err.toString());
    }
}
