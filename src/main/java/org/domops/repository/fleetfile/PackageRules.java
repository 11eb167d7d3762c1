package org.domops.repository.fleetfile;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the procedures of a package must be like, so that an operation can call them. */
final class PackageRules {

    private static final List<Procedure> OF_ITERATORS = List.of(
            procedure("ITERATOR", "p_handle", "p_owner", "p_object"),
            procedure("INITIAL", "p_handle"),
            procedure("FINAL", "p_handle", "p_after_error"));

    private final MistakeNotes notes;

    PackageRules(MistakeNotes notes) {
        this.notes = notes;
    }

    /** @param at where the file says that the package is an operation's iterator package */
    void checkIterator(PackageEntry iterator, Place at) {
        for (Procedure wanted : OF_ITERATORS) {
            check(iterator, wanted, at);
        }
    }

    /** @param at where the file names the task */
    void checkTask(PackageEntry tasks, String procedure, Place at) {
        if (OF_ITERATORS.stream().anyMatch(own -> own.name().equals(procedure))) {
            notes.add(at, procedure + " can't be a task: DOM calls it by itself", "another procedure of the package");
            return;
        }
        check(tasks, procedure(procedure, "p_handle"), at);
    }

    private void check(PackageEntry entry, Procedure wanted, Place at) {
        for (PackageSource source : entry.sources()) {
            if (source.isReadable()) {
                check(entry.name(), source, wanted, at);
            }
        }
    }

    private void check(String packageName, PackageSource source, Procedure wanted, Place at) {
        List<Procedure> named = source.named(wanted.name());
        String where = packageName + " (" + source.file().fileName() + ")";
        if (named.isEmpty()) {
            notes.add(at, "package " + where + " has no procedure " + wanted.name(), expectation(source, wanted));
        } else if (named.stream().noneMatch(procedure -> procedure.takes(wanted.parameters().size()))) {
            String found = named.stream().map(Procedure::toString).collect(Collectors.joining(" and "));
            notes.add(at, "package " + where + " has the procedure " + found + ", which can't be called as " + wanted,
                    wanted + ", all of them IN");
        }
    }

    private static String expectation(PackageSource source, Procedure wanted) {
        List<String> names = source.procedures().stream().map(Procedure::name).distinct().toList();
        return "procedure " + wanted + Suggestion.of(wanted.name(), names)
                .map(meant -> " (did you mean " + meant.toUpperCase(Locale.ROOT) + "?)").orElse("")
                + " in the specification; it has "
                + (names.isEmpty() ? "no procedures" : String.join(", ", names));
    }

    private static Procedure procedure(String name, String... parameters) {
        return new Procedure(name, List.of(parameters).stream()
                .map(parameter -> new Procedure.Parameter(parameter, true, false)).toList());
    }
}
