package org.domops.repository.fleetfile;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One package source by itself, without a fleet file.
 *
 * @param packageName in upper case; null: none was found
 * @param procedures of the specification; empty if that can't be read
 * @param mistakes what keeps an operation from using it, in order of places
 * @param unread where the parser stopped in the body, and why; null: it read all of it
 */
public record PackageFile(SourceFile file, String packageName, List<Procedure> procedures, List<Mistake> mistakes,
        Mistake unread) {

    /** The procedures that DOM calls by itself. */
    public static final Set<String> OF_ITERATORS = Set.of("ITERATOR", "INITIAL", "FINAL");

    private static final Pattern NAME = Pattern.compile(
            "(?is)\\bPACKAGE\\s+(?!BODY\\b)(?:IF\\s+NOT\\s+EXISTS\\s+)?(?:[\"`]?[\\w$#]+[\"`]?\\s*\\.\\s*)?[\"`]?([\\w$#]+)");
    private static final Pattern SLASH = Pattern.compile("(?m)^[ \\t]*/[ \\t]*$");

    public PackageFile {
        procedures = List.copyOf(procedures);
        mistakes = List.copyOf(mistakes);
    }

    public static PackageFile read(SourceFile file) {
        MistakeNotes notes = new MistakeNotes(file.fileName());
        Matcher named = NAME.matcher(file.text());
        if (!named.find()) {
            notes.add(Place.startOf(file.fileName()), "the file has no package specification",
                    "CREATE OR REPLACE PACKAGE name AS … END;, a line with only '/', and the body");
            return new PackageFile(file, null, List.of(), noted(notes), null);
        }
        String name = named.group(1).toUpperCase(Locale.ROOT);
        PackageSource source = PackageSource.of(name, file, false, notes);
        if (source.isReadable()) {
            checkProcedures(name, source, notes);
        }
        return new PackageFile(file, name, source.isReadable() ? source.procedures() : List.of(), noted(notes), unread(file));
    }

    /** Whether the package has at least one of the procedures of an iterator package. */
    public boolean iterates() {
        return procedures.stream().anyMatch(procedure -> OF_ITERATORS.contains(procedure.name().toUpperCase(Locale.ROOT)));
    }

    /** Whether it can be a task: called with the handle alone. */
    public static boolean canBeTask(Procedure procedure) {
        return procedure.takes(1);
    }

    private static void checkProcedures(String name, PackageSource source, MistakeNotes notes) {
        PackageFile file = new PackageFile(source.file(), name, source.procedures(), List.of(), null);
        if (file.iterates()) {
            new PackageRules(notes).checkIterator(new PackageEntry(name, true, false, List.of(source)),
                    Place.startOf(source.file().fileName()));
        }
    }

    private static Mistake unread(SourceFile file) {
        Matcher slash = SLASH.matcher(file.text());
        if (!slash.find()) {
            return null;
        }
        // the body alone, in its place
        String body = file.text().substring(0, slash.end()).replaceAll("[^\\n]", " ")
                + SLASH.matcher(file.text().substring(slash.end())).replaceAll("");
        try {
            return PlSqlText.of(file, body).parse(root -> null);
        } catch (PlSqlText.Unreadable e) {
            return new Mistake(file.fileName(), e.at().line(), e.at().column(), e.getMessage(), "PL/SQL as Oracle knows it");
        }
    }

    private static List<Mistake> noted(MistakeNotes notes) {
        try {
            notes.throwIfAny();
            return List.of();
        } catch (FleetMistakes e) {
            return e.mistakes();
        }
    }
}
