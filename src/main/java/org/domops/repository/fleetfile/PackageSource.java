package org.domops.repository.fleetfile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package's source for one dialect: the specification, a line with only {@code /}, the body.
 *
 * @param file never null
 * @param procedures those of the specification; null where the specification could not be: while the file is read,
 *     and of a package that is to go unchecked
 */
public record PackageSource(SourceFile file, List<Procedure> procedures) {

    private static final Pattern SLASH = Pattern.compile("(?m)^[ \\t]*/[ \\t]*$");
    private static final Pattern BODY = Pattern.compile(
            "(?is)\\bPACKAGE\\s+BODY\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(?:[\"`]?[\\w$#]+[\"`]?\\s*\\.\\s*)?[\"`]?([\\w$#]+)");

    /** Reads a source; mistakes in it are noted with their places in the source file. */
    static PackageSource of(String packageName, SourceFile file, boolean unchecked, MistakeNotes notes) {
        String text = file.text();
        Matcher slash = SLASH.matcher(text);
        boolean hasBody = slash.find();
        String specification = hasBody ? text.substring(0, slash.start()) : text;
        List<Procedure> procedures = new SpecificationReader(packageName, file, unchecked, notes).read(specification);
        if (procedures != null) {
            checkBody(packageName, file, hasBody ? slash.end() : text.length(), notes);
        }
        return new PackageSource(file, procedures);
    }

    boolean isReadable() {
        return procedures != null;
    }

    /** Oracle calls by the exact name, MariaDB by any spelling. */
    List<Procedure> named(String name) {
        return procedures.stream()
                .filter(procedure -> file.dialect().equals(Dialect.ORACLE)
                        ? procedure.name().equals(name) : procedure.name().equalsIgnoreCase(name))
                .toList();
    }

    private static void checkBody(String packageName, SourceFile file, int from, MistakeNotes notes) {
        String rest = file.text().substring(from);
        int line = (int) file.text().substring(0, from).chars().filter(c -> c == '\n').count() + 1;
        Place at = new Place(file.fileName(), line, 1);
        String expected = "the specification, a line with only '/', and CREATE OR REPLACE PACKAGE BODY " + packageName;
        Matcher body = BODY.matcher(rest);
        if (!body.find()) {
            notes.add(at, "the file has no body of package " + packageName, expected);
        } else if (!body.group(1).equalsIgnoreCase(packageName)) {
            notes.add(at, "the file has the body of another package, " + body.group(1), expected);
        }
    }
}
