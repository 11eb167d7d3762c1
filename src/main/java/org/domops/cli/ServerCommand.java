package org.domops.cli;

import org.domops.console.Console;
import org.domops.error.Causes;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.local.DataFolderLock;
import org.domops.local.FreePort;
import org.domops.local.RunningServer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "server", description = "Start the DOM server: engine, repository, worker, REST and Cockpit in one process.", exitCodeListHeading = ExitStatus.HEADING, exitCodeList = {
    "0:stopped in good order by whoever started it",
    "2:wrong usage of the command line",
    "3:not started, e.g. because the port is in use (DOM-20250)",
    "130:ended by Ctrl-C; 143 by the signal TERM"})
final class ServerCommand implements Callable<Integer> {

    private final Environment environment;
    private final Console console;
    private final ServerStart server;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Default ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--data", paramLabel = "FOLDER",
            description = {"Where its data and its passwords are kept.", "Default: DOM_DATA, else .dom/data."})
    private Path data;

    @Option(names = "--sql-port", paramLabel = "PORT", description = {
        "Let SQL clients of this machine use the repository while the server runs.",
        "Default: no port; docs/sql.md says how to log in."})
    private Integer sqlPort;

    @Option(names = "--repository", paramLabel = "URL", description = {
        "A PostgreSQL as repository, which several servers may share as one cluster, e.g. jdbc:postgresql://db1/dom.",
        "Default: DOM_REPOSITORY_URL, else H2 in the data folder."})
    private String repository;

    @Option(names = "--repository-user", paramLabel = "NAME", description = "Default: DOM_REPOSITORY_USER, else dom.")
    private String repositoryUser;

    @Option(names = "--repository-password", paramLabel = "REFERENCE", description = {
        "Where that user's password is: env:NAME or file:PATH.", "Default: DOM_REPOSITORY_PASSWORD."})
    private String repositoryPassword;

    @Option(names = "--exit-with-parent", hidden = true, description = "Stop when standard input ends.")
    private boolean exitWithParent;

    ServerCommand(Environment environment, Console console, ServerStart server) {
        this.environment = environment;
        this.console = console;
        this.server = server;
    }

    /** Returns only when the server could not be started, else the process ends by a signal. */
    @Override
    public Integer call() throws Exception {
        Ports.require(port);
        if (sqlPort != null) {
            Ports.require(sqlPort);
        }
        requireRepository();
        Path folder = data == null ? environment.dataFolder() : data.toAbsolutePath().normalize();
        FreePort.require(environment.home(), port);
        try (DataFolderLock held = DataFolderLock.take(folder)) {
            RunningServer.note(environment.home(), port, folder);
            startOrEnd(folder);
            if (sqlPort != null) {
                console.line("SQL clients: jdbc:h2:tcp://localhost:" + sqlPort + "/dom, user dom, password in "
                        + folder.resolve("database-password"));
            }
            console.line("DOM is ready: Cockpit http://localhost:" + port + "/camunda, REST http://localhost:" + port
                    + "/api and /engine-rest; user admin, " + password(folder.resolve("admin-password")));
            Thread.currentThread().join();
        }
        return ExitStatus.SUCCESS;
    }

    /** Whoever says how to log in to a PostgreSQL does not want H2. */
    private void requireRepository() {
        if ((repositoryUser != null || repositoryPassword != null) && repository == null
                && environment.variable("DOM_REPOSITORY_URL").isEmpty()) {
            throw new DomException(DomCode.INVALID_REQUEST, (repositoryUser != null ? "--repository-user" : "--repository-password")
                    + " is given, but no repository; expected --repository jdbc:postgresql://HOST:PORT/DATABASE, or DOM_REPOSITORY_URL");
        }
    }

    private void startOrEnd(Path folder) {
        try (EndWhileStarting end = EndWhileStarting.begin(console, () -> RunningServer.forget(environment.home(), port))) {
            if (exitWithParent) {
                ParentWatch.begin(end::exit);
            }
            start(folder, end::close);
        }
    }

    /** A server that has found the user of another one in the repository has no such file. */
    private static String password(Path file) {
        return Files.exists(file) ? "password in " + file
                : "whose password is in the data folder of the server of the cluster that made the user";
    }

    private void start(Path folder, Runnable atWork) {
        try {
            List<String> args = new ArrayList<>(List.of("--server.port=" + port, "--dom.data=" + folder));
            add(args, "dom.sql-port", sqlPort);
            add(args, "dom.repository.url", repository);
            add(args, "dom.repository.user", repositoryUser);
            add(args, "dom.repository.password", repositoryPassword);
            server.start(atWork, args.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw Causes.first(DomException.class, e).orElseGet(() ->
                    new DomException(DomCode.SERVER_NOT_STARTED, "the server did not start: " + Causes.reason(e), e));
        }
    }

    private static void add(List<String> args, String setting, Object value) {
        if (value != null) {
            args.add("--" + setting + "=" + value);
        }
    }
}
