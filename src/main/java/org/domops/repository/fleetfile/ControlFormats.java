package org.domops.repository.fleetfile;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.domops.repository.StopThreshold;
import org.domops.repository.WaveSizes;

/** The formats of what controls runs and their steps. */
final class ControlFormats {

    /** Of a week, as they are written in the file and stored. */
    static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    static final Format<Integer> PARALLEL = Formats.whole("a whole number from 1 to 10000", 1, 10_000);
    static final Format<Integer> RETRIES = Formats.whole("a whole number from 0 to 1000", 0, 1000);
    static final Format<StopThreshold> THRESHOLD = Format.of(
            "a count of errored databases such as 3, or a percentage of all of the run's from 0% to 100%",
            StopThreshold::parse);
    static final Format<WaveSizes> WAVES = Format.of(
            "sizes of waves such as 1, 10%, rest: counts, percentages from 1% to 100%, and 'rest' as the last alone; "
                    + "at most 400 characters", ControlFormats::waves);
    static final Format<String> WAVE = Format.of("the size of a wave: a count, a percentage, or rest", text -> text);
    static final Format<String> DAY = Format.of("a day of the week: " + String.join(", ", DAYS),
            text -> DAYS.contains(text.toUpperCase(Locale.ROOT)) ? text.toUpperCase(Locale.ROOT) : null);
    static final Format<String> TIME = Format.matching(
            "a time of day from 00:00 to 23:59, as HH:MM", "([01]\\d|2[0-3]):[0-5]\\d");
    static final Format<Integer> ERROR_CODE = Format.of(
            "an error code of the target: a whole number other than 0 of at most 6 digits, or e.g. ORA-01653",
            ControlFormats::errorCode);

    private static final Pattern ORACLE_ERROR = Pattern.compile("(?i)ORA-(\\d{1,6})");

    private ControlFormats() {
    }

    private static WaveSizes waves(String text) {
        WaveSizes waves = WaveSizes.parse(text);
        return waves == null || waves.toString().length() > 400 ? null : waves;
    }

    private static Integer errorCode(String text) {
        Matcher oracle = ORACLE_ERROR.matcher(text);
        String number = oracle.matches() ? "-" + oracle.group(1) : text;
        if (!number.matches("[+-]?\\d{1,6}")) {
            return null;
        }
        int code = Integer.parseInt(number);
        return code == 0 ? null : code;
    }
}
