package org.domops.cli;

import org.domops.client.Json;
import org.domops.client.Mistake;
import org.domops.client.Refusal;
import org.domops.console.Cell;
import org.domops.console.Colour;
import org.domops.console.Console;
import org.domops.console.Wrap;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What people see of an error: one line with its code, a hint, and never a stack trace. */
final class ErrorLines implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final int NARROWEST = 20;

    private final Console console;
    private final boolean debug;

    /** @param debug whether an error inside DOM is shown with its stack trace (DOM_DEBUG) */
    ErrorLines(Console console, boolean debug) {
        this.console = console;
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        boolean json = command.getCommand() instanceof AsksServer asking && asking.options().json();
        if (e instanceof DomException known) {
            if (json) {
                console.error(Json.pretty(asJson(known)));
            } else {
                print(label(known), known.getMessage(), known instanceof Refusal r ? r.mistakes() : List.of());
                Optional<String> own = command.getCommand() instanceof OwnHints hints ? hints.hint(known.code()) : Optional.empty();
                own.or(() -> Hints.of(known)).ifPresent(this::hint);
            }
            return ExitStatus.of(known);
        }
        print(DomCode.INTERNAL.label(), "an error inside DOM: " + e, List.of());
        if (debug) {
            e.printStackTrace(console.err());
        } else {
            hint("with DOM_DEBUG=1 it is shown with its stack trace");
        }
        return ExitStatus.NO_SERVER;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        print(DomCode.INVALID_REQUEST.label(), message(e), List.of());
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        List<String> suggestions = e instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().limit(2).toList() : List.of();
        hint((suggestions.isEmpty() ? "" : "did you mean " + String.join(" or ", suggestions) + "? ")
                + "'" + command + " --help' lists what there is");
        return ExitStatus.USAGE;
    }

    private void print(String label, String message, List<Mistake> mistakes) {
        // a message that lists the mistakes itself is cut: they follow
        String words = mistakes.isEmpty() ? message : message.lines().findFirst().orElse(message);
        List<String> lines = Wrap.lines(label + " " + Cell.of(words).text(), console.width());
        console.error(console.paint(label, Colour.RED) + lines.get(0).substring(label.length()));
        lines.subList(1, lines.size()).forEach(this::indented);
        mistakes.forEach(mistake -> indented(Cell.of(mistake.text()).text()));
    }

    private void hint(String text) {
        indented(text);
    }

    private void indented(String text) {
        Wrap.lines(text, Math.max(NARROWEST, console.width() - 2)).forEach(line -> console.error("  " + line));
    }

    private static String label(DomException e) {
        return e instanceof Refusal refusal ? refusal.label() : e.code().label();
    }

    private static Object asJson(DomException e) {
        if (e instanceof Refusal refusal) {
            return refusal.problem();
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", e.code().meaning());
        problem.put("detail", e.getMessage());
        problem.put("code", e.code().number());
        problem.put("label", e.code().label());
        Hints.of(e).ifPresent(hint -> problem.put("hint", hint));
        return problem;
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
                && !e.getCommandLine().getSubcommands().isEmpty()) {
            return "there is no command '" + unmatched.getUnmatched().get(0) + "'";
        }
        String message = e.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
