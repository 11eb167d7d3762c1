package org.domops.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows with aligned columns. The last column is as wide as the console leaves room for; what is longer goes on below it.
 * Where even the others don't fit, the columns that do are the table, and the rest goes below each row.
 * A heading that starts with {@code >} is of a column aligned to the right.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final String INDENT = "    ";
    private static final int NARROWEST_LAST_COLUMN = 24;

    private final List<String> headings;
    private final boolean[] right;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = Arrays.stream(headings).map(h -> h.startsWith(">") ? h.substring(1) : h).toList();
        this.right = new boolean[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
        }
    }

    /** @param values one for each column; {@link Cell}s as they are, null as an empty cell */
    public Table row(Object... values) {
        if (values.length != headings.size()) {
            throw new IllegalArgumentException(values.length + " values for " + headings.size() + " columns");
        }
        rows.add(Arrays.stream(values).map(v -> v instanceof Cell cell ? cell : Cell.of(v)).toList());
        return this;
    }

    public void print(Console console) {
        int[] widths = widths();
        int before = 0;
        for (int i = 0; i < widths.length - 1; i++) {
            before += widths[i] + GAP.length();
        }
        int wanted = Math.min(NARROWEST_LAST_COLUMN, widths[widths.length - 1]);
        if (before + wanted > console.width()) {
            printFolded(console, widths);
            return;
        }
        int last = Math.max(NARROWEST_LAST_COLUMN, console.width() - before);
        console.line(line(console, headings.stream().map(h -> new Cell(h, Colour.BOLD)).toList(), widths));
        for (List<Cell> row : rows) {
            Cell end = row.get(row.size() - 1);
            List<String> parts = Wrap.lines(end.text(), last);
            List<Cell> first = new ArrayList<>(row);
            first.set(row.size() - 1, new Cell(parts.get(0), end.colour()));
            console.line(line(console, first, widths));
            for (String part : parts.subList(1, parts.size())) {
                console.line(" ".repeat(before) + console.paint(new Cell(part, end.colour())));
            }
        }
    }

    /** What does not fit beside the first columns goes below them, each value with its heading. */
    private void printFolded(Console console, int[] widths) {
        int fit = 1;
        for (int used = widths[0]; fit < widths.length && used + GAP.length() + widths[fit] <= console.width(); fit++) {
            used += GAP.length() + widths[fit];
        }
        int columns = fit;
        console.line(line(console, headings.stream().limit(columns).map(h -> new Cell(h, Colour.BOLD)).toList(), widths));
        for (List<Cell> row : rows) {
            console.line(line(console, row.subList(0, columns), widths));
            String rest = IntStream.range(columns, row.size()).filter(i -> !row.get(i).text().isEmpty())
                    .mapToObj(i -> headings.get(i) + " " + row.get(i).text()).collect(Collectors.joining("; "));
            if (!rest.isEmpty()) {
                Wrap.lines(rest, Math.max(NARROWEST_LAST_COLUMN, console.width() - INDENT.length()))
                        .forEach(part -> console.line(INDENT + part));
            }
        }
    }

    private int[] widths() {
        int[] widths = headings.stream().mapToInt(String::length).toArray();
        for (List<Cell> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).text().length());
            }
        }
        return widths;
    }

    private String line(Console console, List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            boolean end = i == cells.size() - 1;
            String space = end && !right[i] ? "" : " ".repeat(Math.max(0, widths[i] - cell.text().length()));
            line.append(i == 0 ? "" : GAP)
                    .append(right[i] ? space + console.paint(cell) : console.paint(cell) + space);
        }
        return line.toString().stripTrailing();
    }
}
