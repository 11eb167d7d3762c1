package org.domops.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.domops.check.PackageValidation;
import org.domops.check.Remark;
import org.domops.client.Json;
import org.domops.console.Cell;
import org.domops.console.Colour;
import org.domops.console.Console;
import org.domops.console.Table;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.fleetfile.SourceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "validate", description = {
    "Read a package's source, without a server or a database: the procedures that an operation needs, SQL that is not logged,",
    "database links, tasks that are visibly not repeatable. To find nothing does not make a package valid."},
    exitCodeListHeading = ExitStatus.HEADING, exitCodeList = {
    "0:no error was found",
    "1:an error was found",
    "2:wrong usage of the command line, or the file can't be read"})
final class ValidateCommand implements Callable<Integer> {

    private static final long LARGEST = 10_000_000;

    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "Specification, a line with only /, body.")
    private Path file;

    @Option(names = "--dialect", paramLabel = "NAME",
            description = "oracle or mariadb; default: as in the file's name (x.mariadb.sql), else oracle.")
    private String dialect;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        PackageValidation found = PackageValidation.of(new SourceFile(dialect(), file.toString(), text()));
        if (json) {
            console.line(Json.pretty(found));
        } else {
            show(found);
        }
        return found.count(Remark.Level.ERROR) == 0 ? ExitStatus.SUCCESS : ExitStatus.ENDED_IN_ERROR;
    }

    private void show(PackageValidation found) {
        if (!found.remarks().isEmpty()) {
            Table table = new Table(">LINE", "WHAT", "FOUND");
            for (Remark remark : found.remarks()) {
                table.row(remark.line() + ":" + remark.column(), level(remark.level()), remark.text());
            }
            table.print(console);
        }
        console.line((found.packageName() == null ? file.toString() : "package " + found.packageName()) + ", read as "
                + found.dialect() + ": " + number(found, Remark.Level.ERROR) + ", " + number(found, Remark.Level.WARNING) + ", "
                + number(found, Remark.Level.NOTE)
                + (found.notCheckedFrom() == null ? "" : "; syntax not checked from line " + found.notCheckedFrom()));
    }

    private static String number(PackageValidation found, Remark.Level level) {
        long count = found.count(level);
        return count + " " + level.name().toLowerCase(Locale.ROOT) + (count == 1 ? "" : "s");
    }

    private static Cell level(Remark.Level level) {
        Colour colour = switch (level) {
            case ERROR -> Colour.RED;
            case WARNING -> Colour.YELLOW;
            case NOTE -> Colour.PLAIN;
        };
        return new Cell(level.name().toLowerCase(Locale.ROOT), colour);
    }

    private String dialect() {
        if (dialect == null) {
            return file.toString().endsWith(".mariadb.sql") ? "mariadb" : "oracle";
        }
        if (!List.of("oracle", "mariadb").contains(dialect)) {
            throw new DomException(DomCode.INVALID_REQUEST, "there is no dialect '" + dialect + "'; expected oracle or mariadb");
        }
        return dialect;
    }

    private String text() {
        try {
            if (Files.size(file) > LARGEST) {
                throw new DomException(DomCode.INVALID_REQUEST, file + " is larger than 10 MB; expected a package's source");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new DomException(DomCode.INVALID_REQUEST, "there is no file " + file, e);
        } catch (IOException e) {
            throw new DomException(DomCode.INVALID_REQUEST, file + " can't be read as a text in UTF-8 ("
                    + e.getClass().getSimpleName() + ")", e);
        }
    }
}
