package org.domops.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sizes of a run's waves, e.g. {@code 1,10%,rest}: counts, percentages of all the run's lanes (rounded up, so at least one),
 * and {@code rest}, which only the last may be. What the sizes leave over is one more wave.
 *
 * @param sizes as in the text; empty: one wave of all lanes
 */
public record WaveSizes(List<String> sizes) {

    public static final WaveSizes ONE = new WaveSizes(List.of());
    private static final String REST = "rest";
    private static final Pattern SIZE = Pattern.compile("[1-9]\\d{0,5}|(100|[1-9]\\d?)%");

    public WaveSizes {
        sizes = List.copyOf(sizes);
    }

    /** @return null when the text is not of that form */
    public static WaveSizes parse(String text) {
        List<String> sizes = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        for (int i = 0; i < sizes.size(); i++) {
            boolean rest = REST.equals(sizes.get(i)) && i == sizes.size() - 1;
            if (!rest && !SIZE.matcher(sizes.get(i)).matches()) {
                return null;
            }
        }
        return new WaveSizes(sizes);
    }

    /**
     * The wave of each lane, from 1, in the lanes' order.
     *
     * @param lanes how many there are, at least 0
     */
    public List<Integer> wavesOf(int lanes) {
        List<Integer> waves = new ArrayList<>();
        int wave = 1;
        for (String size : sizes) {
            int most = REST.equals(size) ? lanes : count(size, lanes);
            for (int i = 0; i < most && waves.size() < lanes; i++) {
                waves.add(wave);
            }
            wave++;
        }
        while (waves.size() < lanes) {
            waves.add(wave);
        }
        return waves;
    }

    private static int count(String size, int lanes) {
        return size.endsWith("%")
                ? (int) ((Long.parseLong(size.substring(0, size.length() - 1)) * lanes + 99) / 100)
                : Integer.parseInt(size);
    }

    /** As {@link #parse} takes it; empty for one wave. */
    @Override
    public String toString() {
        return sizes.stream().collect(Collectors.joining(","));
    }
}
