package org.domops.cli;

import org.domops.DomServer;
import org.domops.console.Console;
import org.domops.delegate.remote.RemoteWorker;
import org.domops.local.DomHome;

import java.time.Clock;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Commands that only ask a server start neither Spring nor the engine, so that they answer at once. */
@Command(name = "dom", versionProvider = Dom.Version.class, mixinStandardHelpOptions = true,
        description = "DOM, the Distributed Operation Manager: runs maintenance operations across a fleet of databases.",
        exitCodeListHeading = "%nExit status:%n", exitCodeList = {
            "0:success",
            "1:the run that was watched did not complete, or a check failed",
            "2:wrong usage of the command line",
            "3:refused, e.g. because the operation is already running (DOM-20001)",
            "4:the server can't be reached, refused the login, or failed itself"},
        footer = {
            "",
            "The server is found by --url or DOM_URL, the user by --user or DOM_USER, the password by",
            "DOM_PASSWORD or the file admin-password in the server's data folder: DOM_DATA, else that",
            "of the server at the port."})
public final class Dom implements Runnable {

    /** What picocli can lay out. */
    private static final int NARROWEST_HELP = 55;

    @Spec
    private CommandSpec spec;

    private Dom() {
    }

    public static void main(String[] args) {
        if (args.length == 0 || !"server".equals(args[0]) && !"worker".equals(args[0])) {
            // a command talks to a person; libraries that log do so to nobody
            System.setProperty("logback.configurationFile", "org/domops/cli/logback-command.xml");
        }
        Environment environment = new Environment(System.getenv(), DomHome.ofThisProcess());
        System.exit(commandLine(environment, Console.standard(System.getenv())).execute(args));
    }

    static CommandLine commandLine(Environment environment, Console console) {
        Clock clock = Clock.systemUTC();
        Pause pause = time -> Thread.sleep(time.toMillis());
        // not a method reference: that would load Spring's classes for each command
        return commandLine(environment, console, clock, pause, (atWork, args) -> DomServer.run(console::line, atWork, args));
    }

    static CommandLine commandLine(Environment environment, Console console, Clock clock, Pause pause, ServerStart server) {
        CommandLine line = new CommandLine(new Dom());
        line.addSubcommand(new ServerCommand(environment, console, server));
        // the demo's server and password are its own, not those of a person's settings
        Environment untouched = new Environment(Map.of(), environment.home());
        line.addSubcommand(new DemoCommand(environment, console,
                args -> commandLine(untouched, console.scrolling(), clock, pause, server).execute(args)));
        line.addSubcommand(new ApplyCommand(environment, console));
        line.addSubcommand(new ExportCommand(environment, console));
        line.addSubcommand(new PlanCommand(environment, console));
        line.addSubcommand(new RunCommand(environment, console, clock, pause));
        line.addSubcommand(new RunsCommand(environment, console, clock));
        line.addSubcommand(new StatusCommand(environment, console, clock));
        line.addSubcommand(new LogsCommand(environment, console, clock, pause));
        line.addSubcommand(new HaltCommand(environment, console));
        line.addSubcommand(new ResumeCommand(environment, console));
        line.addSubcommand(new CancelCommand(environment, console));
        line.addSubcommand(new SkipCommand(environment, console));
        line.addSubcommand(StepCommand.with(environment, console));
        line.addSubcommand(new CheckCommand(environment, console));
        line.addSubcommand(new ValidateCommand(console));
        line.addSubcommand(new AcceptDatabaseCommand(environment, console));
        line.addSubcommand(new WorkerCommand(environment, console, settings -> RemoteWorker.start(settings)));
        line.addSubcommand(new WorkersCommand(environment, console, clock));
        line.addSubcommand(RepositoryCommand.with(environment, console));
        line.addSubcommand(new CompletionCommand(console));
        line.getSubcommands().values().forEach(Dom::addHelp);
        line.addSubcommand(new HelpCommand());
        ErrorLines errors = new ErrorLines(console, environment.variable("DOM_DEBUG").isPresent());
        return line.setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(100, console.width())))
                .setOut(console.out())
                .setErr(console.err());
    }

    private static void addHelp(CommandLine command) {
        command.addMixin("help", new HelpOption());
        ExitStatus.describe(command.getCommandSpec());
        command.getSubcommands().values().forEach(Dom::addHelp);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command was given");
    }

    /** {@code --help} on each command. */
    @Command
    static final class HelpOption {

        @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
        private boolean help;
    }

    /** Version of DOM and of Java. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Dom.class.getPackage().getImplementationVersion();
            return new String[] {"dom " + (version == null ? "(unpackaged)" : version) + ", Java " + Runtime.version()};
        }
    }
}
