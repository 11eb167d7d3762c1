package org.domops.console;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text at its spaces. */
public final class Wrap {

    private Wrap() {
    }

    /** As much as fits, with … in place of what doesn't. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : width < 1 ? "" : text.substring(0, width - 1) + "…";
    }

    /** At least one line; a word longer than the width is cut. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int cut = space > 0 ? space : width;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
