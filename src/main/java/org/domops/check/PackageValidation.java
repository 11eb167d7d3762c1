package org.domops.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.domops.repository.fleetfile.Mistake;
import org.domops.repository.fleetfile.PackageFile;
import org.domops.repository.fleetfile.Procedure;
import org.domops.repository.fleetfile.SourceFile;

/**
 * What can be told of a package by reading it. That nothing was found does not make it valid: only a target's compiler
 * and a test run tell more.
 *
 * @param packageName in upper case; null: none was found
 * @param dialect as which it was read
 * @param remarks in order of places
 * @param notCheckedFrom the line from which the syntax was not checked; null: it was, to the end
 */
public record PackageValidation(String file, String packageName, String dialect, List<Remark> remarks, Integer notCheckedFrom) {

    public static PackageValidation of(SourceFile file) {
        PackageFile read = PackageFile.read(file);
        List<Remark> remarks = new ArrayList<>();
        read.mistakes().forEach(mistake -> remarks.add(new Remark(mistake.line(), mistake.column(), Remark.Level.ERROR,
                mistake.message() + "; expected " + mistake.expected())));
        if (read.packageName() != null) {
            addOfProcedures(remarks, read);
            addOfBody(remarks, read);
        }
        Mistake unread = read.unread();
        if (unread != null) {
            remarks.add(new Remark(unread.line(), unread.column(), Remark.Level.WARNING, "the syntax is not checked from line "
                    + unread.line() + " on: the parser, which is Oracle's language, stopped there: " + unread.message()));
        }
        remarks.sort(Comparator.comparingInt(Remark::line).thenComparingInt(Remark::column));
        return new PackageValidation(file.fileName(), read.packageName(), file.dialect(), List.copyOf(remarks),
                unread == null ? null : Integer.valueOf(unread.line()));
    }

    public long count(Remark.Level level) {
        return remarks.stream().filter(remark -> remark.level() == level).count();
    }

    private static void addOfProcedures(List<Remark> remarks, PackageFile read) {
        if (!read.procedures().isEmpty() && !read.iterates()) {
            remarks.add(new Remark(1, 1, Remark.Level.WARNING, "the package has no ITERATOR, INITIAL and FINAL: an operation with it"
                    + " needs another package as its iterator"));
        }
        for (Procedure procedure : read.procedures()) {
            if (!PackageFile.OF_ITERATORS.contains(procedure.name().toUpperCase(Locale.ROOT)) && !PackageFile.canBeTask(procedure)) {
                remarks.add(new Remark(1, 1, Remark.Level.NOTE, procedure + " can't be a task: a task is called with the handle alone"));
            }
        }
    }

    private static void addOfBody(List<Remark> remarks, PackageFile read) {
        boolean mariaDb = read.file().dialect().equals("mariadb");
        SourceText text = SourceText.of(read.file().text(), mariaDb);
        Set<String> called = read.procedures().stream().map(procedure -> procedure.name().toUpperCase(Locale.ROOT))
                .filter(name -> !name.equals("ITERATOR")).collect(Collectors.toSet());
        for (Routine routine : Routine.in(text)) {
            remarks.addAll(SqlOutside.in(routine));
            if (called.contains(routine.name().toUpperCase(Locale.ROOT))) {
                remarks.addAll(Repeatability.in(routine));
            }
        }
        remarks.addAll(Links.in(text, mariaDb));
    }
}
