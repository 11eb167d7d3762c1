package org.domops.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How tests start DOM in a JVM of its own. */
public final class DomJvm {

    /** For a short life: the faster compiler alone starts a server in two thirds of the time. */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    /** Saves a sixth of a start; the class files are the tests' own. */
    private static final List<String> UNVERIFIED = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

    private DomJvm() {
    }

    /** The Java that runs the tests. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** @return the command line, which can be added to */
    public static List<String> command(String... arguments) {
        return command(UNVERIFIED, System.getProperty("java.class.path"), arguments);
    }

    /** @param options beside the usual ones */
    public static List<String> command(List<String> options, String classPath, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, "org.domops.cli.Dom"));
        command.addAll(List.of(arguments));
        return command;
    }
}
