package org.domops.engine;

import java.util.List;

/**
 * Where the elements of a generated diagram stand, in the diagram's units (pixels at 100 %). The tasks wind: the first
 * row runs from left to right, the second one back, so that no flow has to cross the diagram.
 */
final class DiagramLayout {

    static final int TASK_WIDTH = 120;
    static final int TASK_HEIGHT = 80;
    static final int EVENT = 36;
    static final int GATEWAY = 50;

    static final int ROUND_X = 310;
    static final int ROUND_Y = 80;
    /** Of the first row; the flows into and out of the round are lower, beside it. */
    static final int FIRST_ROW = 200;
    static final int ENTRY = 290;
    static final int INITIAL_ROW = 330;

    private static final int SECOND_ROW = 450;
    private static final int ROW = 130;
    private static final int COLUMN = 150;
    private static final int FIRST_TASK = 880;
    /** Columns that later rows have on the left of the first task, below ITERATOR and the gateways. */
    private static final int COLUMNS_BEFORE = 3;
    private static final int MARGIN = 40;
    /** Up to so many cells are one row. */
    private static final int ONE_ROW = 5;

    private final int cells;
    private final int columns;

    /** @param tasks at least 1; the round's end is one cell more */
    DiagramLayout(int tasks) {
        cells = tasks + 1;
        columns = cells <= ONE_ROW ? cells : Math.max(ONE_ROW - 1, (int) Math.ceil(Math.sqrt(cells)) + 1);
    }

    /** A point of the diagram. */
    record Point(int x, int y) {
    }

    /** The centre of a task, or of the round's end as the last one. */
    Point cell(int index) {
        if (index < columns) {
            return new Point(FIRST_TASK + index * COLUMN, FIRST_ROW);
        }
        int perRow = columns + COLUMNS_BEFORE;
        int row = (index - columns) / perRow;
        int place = (index - columns) % perRow;
        int column = row % 2 == 0 ? columns - 1 - place : place - COLUMNS_BEFORE;
        return new Point(FIRST_TASK + column * COLUMN, SECOND_ROW + row * ROW);
    }

    /** From one cell's border to the next one's: beside it or below it. */
    List<Point> flow(int from, int halfWidthTo) {
        Point start = cell(from);
        Point end = cell(from + 1);
        if (start.y() != end.y()) {
            boolean toEvent = halfWidthTo < TASK_WIDTH / 2;
            return List.of(new Point(start.x(), start.y() + TASK_HEIGHT / 2),
                    new Point(end.x(), end.y() - (toEvent ? halfWidthTo : TASK_HEIGHT / 2)));
        }
        int direction = Integer.signum(end.x() - start.x());
        return List.of(new Point(start.x() + direction * TASK_WIDTH / 2, start.y()),
                new Point(end.x() - direction * halfWidthTo, end.y()));
    }

    /** The right border of the round. */
    int right() {
        return FIRST_TASK + (columns - 1) * COLUMN + TASK_WIDTH / 2 + MARGIN;
    }

    /** The lower border of the round. */
    int bottom() {
        int last = Math.max(cell(cells - 1).y(), INITIAL_ROW);
        return last + TASK_HEIGHT / 2 + MARGIN;
    }
}
