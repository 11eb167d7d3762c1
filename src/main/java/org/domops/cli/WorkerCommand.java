package org.domops.cli;

import org.domops.client.Login;
import org.domops.console.Console;
import org.domops.delegate.remote.RemoteWorkerSettings;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "worker", description = {"Work on lanes for a server elsewhere, without engine and repository.",
    "It calls the procedures of databases that it reaches, with passwords that are on its own machine; docs/worker.md says more."},
        exitCodeListHeading = ExitStatus.HEADING, exitCodeList = {
            "0:stopped in good order by whoever started it",
            "2:wrong usage of the command line",
            "3:refused, e.g. because no database is at the site (DOM-20267)",
            "4:the server can't be reached, refused the login, or failed itself",
            "130:ended by Ctrl-C; 143 by the signal TERM"})
final class WorkerCommand implements Callable<Integer>, OwnHints {

    private static final int MOST_LANES = 1000;

    private final Environment environment;
    private final Console console;
    private final WorkerStart worker;

    @Option(names = "--server", paramLabel = "URL", description = "Address of the DOM server; default: DOM_URL, else http://localhost:8080.")
    private String server;

    @Option(names = "--user", paramLabel = "NAME", description = "A member of the group domworker; default: DOM_USER, else domworker.")
    private String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Where the user's password is; default: DOM_PASSWORD has it.")
    private Path passwordFile;

    @Option(names = "--site", paramLabel = "SITE", description = {
        "Work on the databases that have this site in the fleet file.",
        "Default: on those that have none, together with the servers."})
    private String site;

    @Option(names = "--lanes", paramLabel = "N", defaultValue = "20", description = "On how many lanes at once, at most; default ${DEFAULT-VALUE}.")
    private int lanes;

    @Option(names = "--name", paramLabel = "NAME", description = "By which 'dom workers' and the log know it; default: process id and host.")
    private String name;

    @Option(names = "--exit-with-parent", hidden = true, description = "Stop when standard input ends.")
    private boolean exitWithParent;

    WorkerCommand(Environment environment, Console console, WorkerStart worker) {
        this.environment = environment;
        this.console = console;
        this.worker = worker;
    }

    /** Returns only when the worker could not be started, else the process ends by a signal. */
    @Override
    public Integer call() throws Exception {
        if (lanes < 1 || lanes > MOST_LANES) {
            throw new DomException(DomCode.INVALID_REQUEST, "--lanes " + lanes + " is not possible; expected 1 to " + MOST_LANES);
        }
        URI address = ServerOptions.address(server != null ? server : environment.variable("DOM_URL").orElse("http://localhost:8080"));
        if (exitWithParent) {
            ParentWatch.begin(System::exit);
        }
        RemoteWorkerSettings settings = new RemoteWorkerSettings(address, login(), site, lanes,
                name != null ? name : ProcessHandle.current().pid() + "@" + host());
        worker.start(settings);
        console.line("worker " + settings.name() + (site == null ? "" : " of site " + site) + " is ready for "
                + (lanes == 1 ? "1 lane" : lanes + " lanes") + " of " + address);
        Thread.currentThread().join();
        return ExitStatus.SUCCESS;
    }

    private Login login() {
        String who = user != null ? user : environment.variable("DOM_USER").orElse("domworker");
        if (passwordFile == null) {
            return environment.variable("DOM_PASSWORD").map(password -> new Login(who, password, "DOM_PASSWORD"))
                    .orElseThrow(() -> new DomException(DomCode.INVALID_REQUEST,
                            "there is no password for user " + who + "; expected --password-file FILE, or DOM_PASSWORD"));
        }
        try {
            return new Login(who, Files.readString(passwordFile).strip(), passwordFile.toString());
        } catch (IOException e) {
            throw new DomException(DomCode.INVALID_REQUEST, "the password file " + passwordFile
                    + (Files.exists(passwordFile) ? " can't be read" : " is not there, so it can't be read") + "; expected a file with the password of user " + who, e);
        }
    }

    /** Its options are others than those of the commands that ask a server. */
    @Override
    public Optional<String> hint(DomCode code) {
        return Optional.ofNullable(switch (code) {
            case SERVER_UNREACHABLE -> "give the address of a DOM server that runs with --server or DOM_URL";
            case UNEXPECTED_ANSWER -> "see whether --server or DOM_URL is the address of a DOM server of this version";
            case NOT_AUTHENTICATED -> "see that --user (or DOM_USER) is a user of the server, and that --password-file (or DOM_PASSWORD) "
                    + "has the user's password";
            case NOT_ALLOWED -> "put the user into the group domworker, in Cockpit's Admin";
            default -> null;
        });
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
