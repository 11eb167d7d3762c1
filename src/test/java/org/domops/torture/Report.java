package org.domops.torture;

import org.domops.torture.check.Evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the harness leaves for people, in a folder: of each failing schedule all that is known, and a summary. */
final class Report {

    private final Path folder;
    private final List<Played> all = new ArrayList<>();
    private final List<Long> failovers = new CopyOnWriteArrayList<>();
    private final List<Long> workerFailovers = new CopyOnWriteArrayList<>();
    private final Map<Path, Long> read = new TreeMap<>();

    Report(Path folder) {
        this.folder = folder;
    }

    /** Takes the failover times, in milliseconds. */
    List<Long> failovers() {
        return failovers;
    }

    /** Of workers outside of the servers. */
    List<Long> workerFailovers() {
        return workerFailovers;
    }

    /** @return whether it went as it must */
    synchronized boolean add(Played played, List<Path> serverLogs) {
        all.add(played);
        System.out.printf("torture %4d: %s, %d ms, %s%n", all.size(), played.schedule(), played.millis(), played.ok() ? "ok"
                : "FAILED; -Dtorture.seed=" + played.schedule().seed() + " replays it");
        played.violations().forEach(violation -> System.out.println("    " + violation));
        Map<Path, String> tails = new TreeMap<>();
        serverLogs.forEach(log -> tails.put(log, tail(log)));
        if (!played.ok()) {
            leave(played, tails);
        }
        write();
        return played.ok();
    }

    private String tail(Path log) {
        try {
            byte[] bytes = Files.readAllBytes(log);
            // a new arena has new logs
            int from = read.getOrDefault(log, 0L) > bytes.length ? 0 : read.getOrDefault(log, 0L).intValue();
            read.put(log, (long) bytes.length);
            return new String(bytes, from, bytes.length - from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void leave(Played played, Map<Path, String> tails) {
        try {
            Path place = Files.createDirectories(folder.resolve("seed-" + played.schedule().seed()));
            List<String> lines = new ArrayList<>(List.of(played.schedule().toString(), ""));
            lines.addAll(played.violations());
            Evidence evidence = played.evidence();
            (evidence == null ? List.<List<?>>of() : List.of(evidence.runs(), evidence.lanes(), evidence.objects(), evidence.steps(), evidence.attempts(),
                    evidence.witnesses(), evidence.marks(), evidence.statements(), evidence.left())).forEach(rows -> {
                        lines.add("");
                        rows.forEach(row -> lines.add(row.toString()));
                    });
            Files.write(place.resolve("evidence.txt"), lines);
            for (Map.Entry<Path, String> tail : tails.entrySet()) {
                Files.writeString(place.resolve(tail.getKey().getParent().getFileName() + ".log"), tail.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<Played> failed() {
        return all.stream().filter(played -> !played.ok()).toList();
    }

    synchronized void summarize() {
        write().forEach(System.out::println);
    }

    /** After each schedule, so that a long run that is broken off has a result, too. @return the summary's lines */
    private List<String> write() {
        List<Long> sorted = failovers.stream().sorted().toList();
        List<Long> millis = all.stream().map(Played::millis).sorted().toList();
        List<String> lines = new ArrayList<>();
        lines.add(all.size() + " schedules, " + failed().size() + " failed; a schedule took " + middle(millis));
        lines.add("failover: " + lanes(sorted));
        lines.add("failover of workers: " + lanes(workerFailovers.stream().sorted().toList()));
        failed().forEach(played -> {
            lines.add("");
            lines.add(played.schedule().toString());
            played.violations().forEach(violation -> lines.add("    " + violation));
        });
        try {
            Files.write(Files.createDirectories(folder).resolve("summary.txt"), lines);
            // the figures of several long runs can be put together
            Files.write(folder.resolve("failovers.txt"), sorted.stream().map(String::valueOf).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static String lanes(List<Long> sorted) {
        return sorted.isEmpty() ? "none was measured" : sorted.size() + " lanes, " + middle(sorted);
    }

    private static String middle(List<Long> sorted) {
        return sorted.isEmpty() ? "-" : "median " + sorted.get(sorted.size() / 2) + " ms, 95 % within "
                + sorted.get(sorted.size() * 95 / 100) + " ms, worst " + sorted.get(sorted.size() - 1) + " ms";
    }
}
