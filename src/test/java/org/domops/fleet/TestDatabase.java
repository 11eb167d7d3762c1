package org.domops.fleet;

import java.nio.file.Path;

/** One server for all tests of a JVM, started at first use, ended with the JVM; tests make schemas of their own. */
public final class TestDatabase {

    /** Where the binaries are unpacked to, once for all test runs. */
    public static final Path BASE = Path.of("target", "fleet-base");

    private TestDatabase() {
    }

    public static EmbeddedDatabase shared() {
        return Holder.DATABASE;
    }

    private static final class Holder {
        // the folder is named by process, since surefire and an IDE may run at once
        static final EmbeddedDatabase DATABASE = EmbeddedDatabase.start(EmbeddedDatabaseSettings.of("TEST",
                Path.of("target", "fleet-shared", Long.toString(ProcessHandle.current().pid())), BASE),
                System.out::println);
    }
}
