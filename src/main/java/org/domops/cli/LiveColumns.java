package org.domops.cli;

import org.domops.console.Cell;
import org.domops.console.Colour;
import org.domops.console.Console;
import org.domops.console.Wrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A table that fits a width whatever is in it: columns that matter least are left out first, then texts are cut. */
final class LiveColumns {

    private static final int GAP = 2;

    private final List<Column> columns;
    private final List<Cell[]> rows = new ArrayList<>();
    private final int width;

    /**
     * @param right aligned to the right
     * @param least it is not cut below this width; 0: it is not cut
     * @param leftOut when it goes if there is no room, 1 first; 0: never
     */
    record Column(String heading, boolean right, int least, int leftOut) {
    }

    LiveColumns(List<Column> columns, int width) {
        this.columns = columns;
        this.width = width;
        rows.add(columns.stream().map(column -> new Cell(column.heading, Colour.BOLD)).toArray(Cell[]::new));
    }

    /** @param cells one for each column */
    void row(Cell... cells) {
        rows.add(cells);
    }

    /** The headings and a line for each row, none wider than the width. */
    List<String> lines(Console console) {
        int[] widths = widths();
        return rows.stream().map(row -> line(console, row, widths)).toList();
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row[i].text().length())));
        int[] least = new int[widths.length];
        Arrays.setAll(least, i -> columns.get(i).least == 0 ? widths[i] : Math.min(columns.get(i).least, widths[i]));
        columns.stream().filter(column -> column.leftOut > 0).sorted(Comparator.comparingInt(Column::leftOut))
                .mapToInt(columns::indexOf).forEach(i -> {
                    if (total(least) > width) {
                        least[i] = 0;
                        widths[i] = 0;
                    }
                });
        for (int excess = total(widths) - width; excess > 0; excess--) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > least[i] && (widest < 0 || widths[i] - least[i] > widths[widest] - least[widest])) {
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

    private static int total(int[] widths) {
        return Arrays.stream(widths).filter(w -> w > 0).map(w -> w + GAP).sum() - GAP;
    }

    private String line(Console console, Cell[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (int i = 0; i < row.length && used < width; i++) {
            if (widths[i] > 0) {
                String gap = used == 0 ? "" : " ".repeat(Math.min(GAP, width - used));
                used += gap.length();
                int room = Math.min(widths[i], width - used);
                String text = Wrap.cut(row[i].text(), room);
                String space = " ".repeat(room - text.length());
                String painted = console.paint(new Cell(text, row[i].colour()));
                line.append(gap).append(columns.get(i).right ? space + painted : painted + space);
                used += room;
            }
        }
        return line.toString().stripTrailing();
    }
}
