package org.domops.repository.fleetfile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The formats of the file's scalars. Lengths are those of the repository's columns. */
final class Formats {

    static final Format<String> ENVIRONMENT = Format.matching(
            "a name of at most 30 letters, digits, _ and -, beginning with a letter", "[A-Za-z][A-Za-z0-9_-]{0,29}");
    static final Format<String> CODE = Format.matching(
            "1 to 10 letters, digits and _", "[A-Za-z0-9_]{1,10}");
    static final Format<String> SITE = Format.matching(
            "a site's name: at most 30 letters, digits, _ and -", "[A-Za-z0-9_-]{1,30}");
    static final Format<String> PREFIX = Format.matching(
            "a name of at most 30 letters, digits and _, beginning with a letter", "[A-Za-z][A-Za-z0-9_]{0,29}");
    static final Format<String> OPERATION = Format.matching(
            "the id of a BPMN process: at most 128 letters, digits, '_', '.' and '-', beginning with a letter, "
                    + "not with 'dom-', which is DOM's own",
            "(?!dom-)[A-Za-z][A-Za-z0-9_.-]{0,127}");
    static final Format<String> IDENTIFIER = Format.matching(
            "an SQL identifier without quotes: at most 128 letters, digits, _, $ and #, beginning with a letter",
            "[A-Za-z][A-Za-z0-9_$#]{0,127}");
    /** In upper case, as Oracle stores it; the length is MariaDB's limit. */
    static final Format<String> CODE_NAME = Format.matching(
            "a name of stored code without quotes: at most 64 letters, digits, _, $ and #, beginning with a letter",
            "[A-Za-z][A-Za-z0-9_$#]{0,63}").map(text -> text.toUpperCase(Locale.ROOT));
    static final Format<String> PARAMETER = IDENTIFIER.map(text -> text.toUpperCase(Locale.ROOT));
    static final Format<String> OBJECT_TYPE = Format.matching(
            "an object type such as TABLE or MATERIALIZED VIEW, at most 30 letters", "[A-Za-z][A-Za-z ]{0,29}")
            .map(text -> text.toUpperCase(Locale.ROOT));
    static final Format<String> OBJECT = Format.matching(
            "OWNER.NAME, or TYPE OWNER.NAME where two objects share a name",
            "([A-Za-z][A-Za-z ]{0,29} )?[A-Za-z][A-Za-z0-9_$#]{0,127}\\.[A-Za-z][A-Za-z0-9_$#]{0,127}");
    static final Format<String> DATABASE = Format.matching(
            "the name prefix and the instance of a database in one, e.g. SALES01", "[A-Za-z][A-Za-z0-9_]{0,39}");
    static final Format<String> DIALECT = Format.of(
            "oracle or mariadb", text -> Dialect.NAMES.contains(text) ? text : null);
    static final Format<String> USERNAME = Format.matching(
            "a database user's name alone", "[^\\s/@'\"]{1,128}").asConfidential();
    static final Format<String> CREDENTIAL = Format.matching(
            "a reference to the password, env:NAME or file:PATH, never the password itself",
            "env:[A-Za-z_][A-Za-z0-9_]{0,390}|file:\\S[^\\p{Cntrl}]{0,390}").asConfidential();
    static final Format<String> SHIPPED = Format.matching(
            "the name of something that comes with DOM, in lower case, e.g. drop_partition", "[a-z][a-z0-9_]{0,127}");
    static final Format<String> PATH = Format.matching(
            "the path of a file, relative to the folder of the fleet file", "[^\\p{Cntrl}]{1,400}");
    static final Format<String> DIAGRAM = Format.matching(
            "the path of a BPMN file, relative to the folder of the fleet file, ending in .bpmn",
            "[^\\p{Cntrl}]{1,395}\\.bpmn");
    static final Format<String> DESCRIPTION = Format.of(
            "a text of at most 400 bytes", text -> bytes(text) <= 400 ? text : null);
    static final Format<String> VALUE = Format.of(
            "a value of at most 4000 bytes", (String text) -> bytes(text) <= 4000 ? text : null).asConfidential();
    static final Format<Integer> INSTANCE = whole("a whole number from 1 to 9999", 1, 9999);
    static final Format<Integer> RUN_ORDER = whole("a whole number from 1 to 1000000", 1, 1_000_000);
    static final Format<Boolean> TRUE_FALSE = Format.of(
            "true or false", text -> Set.of("true", "false").contains(text) ? Boolean.valueOf(text) : null);
    /** Confidential, as the value itself may be written there by mistake. */
    static final Format<Boolean> SECRET = TRUE_FALSE.asConfidential();
    static final Format<Duration> DURATION = Format.of(
            "a duration such as 30m, 2h, 1d, 1h30m or HH:MM:SS, more than none and at most 9999 days", Formats::duration);

    private static final Duration LONGEST = Duration.ofDays(9999);
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,4}):([0-5]\\d):([0-5]\\d)");

    private Formats() {
    }

    static Format<Integer> whole(String expected, int least, int most) {
        return Format.of(expected, text -> {
            if (!text.matches("\\d{1,9}")) {
                return null;
            }
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : null;
        });
    }

    private static Duration duration(String text) {
        Matcher clock = CLOCK.matcher(text);
        Matcher units = UNITS.matcher(text);
        Duration duration = Duration.ZERO;
        if (clock.matches()) {
            duration = Duration.ofHours(number(clock, 1)).plusMinutes(number(clock, 2)).plusSeconds(number(clock, 3));
        } else if (units.matches()) {
            duration = Duration.ofDays(number(units, 1)).plusHours(number(units, 2))
                    .plusMinutes(number(units, 3)).plusSeconds(number(units, 4));
        }
        return duration.isZero() || duration.compareTo(LONGEST) > 0 ? null : duration;
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
