package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.domops.console.Console;
import org.domops.local.DomHome;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** docs/commands.md is what the commands say of themselves: {@code mvn test -Dtest=CommandReferenceTest -Dupdate} writes it anew. */
class CommandReferenceTest {

    private static final Path FILE = Path.of("docs/commands.md");

    @Test
    void the_command_reference_is_what_the_commands_say_of_themselves() throws IOException {
        String reference = reference();
        if (System.getProperty("update") != null) {
            Files.writeString(FILE, reference);
        }
        assertThat(Files.readString(FILE)).as("out of date; -Dupdate writes it anew").isEqualTo(reference);
    }

    @Test
    void every_command_tells_its_exit_statuses_and_what_each_option_does() {
        for (CommandLine command : commands(dom())) {
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getCommandSpec().usageMessage().exitCodeList()).as(name).containsKeys("0", "2");
            assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
            command.getCommandSpec().options().stream().filter(option -> !option.hidden()).forEach(option ->
                    assertThat(option.description()).as(name + " " + option.longestName()).isNotEmpty());
            command.getCommandSpec().positionalParameters().forEach(parameter ->
                    assertThat(parameter.description()).as(name + " " + parameter.paramLabel()).isNotEmpty());
        }
    }

    @Test
    void every_command_that_asks_a_server_answers_in_json() {
        assertThat(commands(dom())).filteredOn(command -> command.getCommand() instanceof AsksServer).hasSizeGreaterThan(10)
                .allMatch(command -> command.getCommandSpec().findOption("--json") != null);
    }

    private static String reference() {
        StringBuilder text = new StringBuilder("""
                # The commands

                Written from the commands themselves by `mvn test -Dtest=CommandReferenceTest -Dupdate`; a test fails when it is out of date.

                """);
        List<CommandLine> commands = commands(dom());
        commands.forEach(command -> {
            String name = command.getCommandSpec().qualifiedName();
            text.append("- [").append(name).append("](#").append(name.replace(' ', '-')).append(")\n");
        });
        for (CommandLine command : commands) {
            text.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n")
                    .append(command.getUsageMessage(Ansi.OFF).replaceAll("(?m)[ \\t]+$", "").strip().replace(System.lineSeparator(), "\n"))
                    .append("\n```\n");
        }
        return text.toString();
    }

    private static List<CommandLine> commands(CommandLine root) {
        List<CommandLine> all = new ArrayList<>(List.of(root));
        root.getSubcommands().values().stream().filter(command -> !command.getCommandName().equals("help"))
                .forEach(command -> all.addAll(commands(command)));
        return all;
    }

    private static CommandLine dom() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Console console = new Console(nowhere, nowhere, false, 100, 0, ZoneOffset.UTC);
        return Dom.commandLine(new Environment(Map.of(), new DomHome(Path.of("/opt/dom"))), console);
    }
}
