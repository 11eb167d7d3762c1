package org.domops.cli;

import org.domops.console.Cell;
import org.domops.console.Colour;
import org.domops.console.Console;
import org.domops.console.Wrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table that fits a width whatever is in it: the last column gets what the others leave, and where they leave nothing it
 * goes first; then the widest columns of text are cut.
 */
final class LiveColumns {

    private static final int GAP = 2;
    private static final int NARROWEST = 6;
    private static final int LAST_AT_LEAST = 12;

    private final List<Cell[]> rows = new ArrayList<>();
    private final boolean[] right;
    private final int width;

    /** @param headings with {@code >} before them: aligned to the right, and never cut */
    LiveColumns(String[] headings, int width) {
        this.width = width;
        this.right = new boolean[headings.length];
        Cell[] first = new Cell[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
            first[i] = new Cell(headings[i].substring(right[i] ? 1 : 0), Colour.BOLD);
        }
        rows.add(first);
    }

    void row(Cell[] cells) {
        rows.add(cells);
    }

    /** The heading and a line for each row, none wider than the width. */
    List<String> lines(Console console) {
        int[] widths = widths();
        return rows.stream().map(row -> line(console, row, widths)).toList();
    }

    private int[] widths() {
        int last = right.length - 1;
        int[] widths = new int[right.length];
        rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row[i].text().length())));
        int fixed = 0;
        for (int i = 0; i < last; i++) {
            fixed += widths[i] + GAP;
        }
        int left = width - fixed;
        widths[last] = left >= LAST_AT_LEAST ? Math.min(left, widths[last]) : 0;
        for (int excess = fixed - GAP - width; widths[last] == 0 && excess > 0; excess--) {
            int widest = -1;
            for (int i = 0; i < last; i++) {
                if (!right[i] && widths[i] > NARROWEST && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private String line(Console console, Cell[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (int i = 0; i < row.length && used < width; i++) {
            if (widths[i] == 0) {
                continue;
            }
            String gap = i == 0 ? "" : " ".repeat(Math.min(GAP, width - used));
            used += gap.length();
            String text = Wrap.cut(row[i].text(), Math.min(widths[i], width - used));
            String space = " ".repeat(Math.max(0, Math.min(widths[i], width - used) - text.length()));
            String painted = console.paint(new Cell(text, row[i].colour()));
            line.append(gap).append(right[i] ? space + painted : painted + space);
            used += text.length() + space.length();
        }
        return line.toString().stripTrailing();
    }
}
