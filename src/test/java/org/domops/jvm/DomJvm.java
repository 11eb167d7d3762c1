package org.domops.jvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How tests start DOM in a JVM of its own. */
public final class DomJvm {

    /** For a short life: the faster compiler alone starts a server in two thirds of the time. */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    /** Saves a sixth of a start; the class files are the tests' own. */
    private static final List<String> UNVERIFIED = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

    /** An archive is not worth its time for the few starts of one test class; {@code -Ddom.test.archive=true} makes one. */
    private static volatile boolean many = Boolean.parseBoolean(System.getProperty("dom.test.archive",
            String.valueOf(System.getProperty("it.test") == null)));

    private DomJvm() {
    }

    /** The Java that runs the tests. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** There will be so many starts that each is worth being made faster, which takes a minute of a processor first. */
    public static void expectManyStarts() {
        many = true;
    }

    /** @return the command line, which can be added to */
    public static List<String> command(String... arguments) {
        return command(List.of(), arguments);
    }

    /** @param options beside the usual ones */
    public static List<String> command(List<String> options, String... arguments) {
        List<String> all = new ArrayList<>(UNVERIFIED);
        all.addAll(options);
        Optional<ClassArchive> archive = many ? ClassArchive.ifMade() : Optional.empty();
        archive.ifPresent(made -> all.add(made.option()));
        return plain(all, archive.map(ClassArchive::classPath).orElse(System.getProperty("java.class.path")), arguments);
    }

    static List<String> plain(List<String> options, String classPath, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, "org.domops.cli.Dom"));
        command.addAll(List.of(arguments));
        return command;
    }
}
