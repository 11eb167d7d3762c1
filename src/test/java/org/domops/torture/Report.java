package org.domops.torture;

import org.domops.measure.Spread;
import org.domops.torture.check.Evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the harness leaves for people, in a folder: of each failing schedule all that is known, and a summary. */
final class Report {

    private final Path folder;
    private final List<Played> all = new ArrayList<>();
    private final Failovers failovers = new Failovers();
    private final Failovers workerFailovers = new Failovers();
    private final Map<Path, Long> read = new TreeMap<>();

    Report(Path folder) {
        this.folder = folder;
    }

    Failovers failovers() {
        return failovers;
    }

    /** Of workers outside of the servers. */
    Failovers workerFailovers() {
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
        List<Long> millis = all.stream().map(Played::millis).toList();
        List<String> lines = new ArrayList<>();
        lines.add(all.size() + " schedules, " + failed().size() + " failed; a schedule took " + Spread.of(millis));
        lines.add("failover: " + failovers);
        lines.add("failover of workers: " + workerFailovers);
        failed().forEach(played -> {
            lines.add("");
            lines.add(played.schedule().toString());
            played.violations().forEach(violation -> lines.add("    " + violation));
        });
        try {
            Files.write(Files.createDirectories(folder).resolve("summary.txt"), lines);
            // the figures of several long runs can be put together
            Files.write(folder.resolve("failovers.txt"), failovers.times().stream().map(String::valueOf).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
