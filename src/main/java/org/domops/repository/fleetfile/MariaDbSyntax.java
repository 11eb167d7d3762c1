package org.domops.repository.fleetfile;

import java.util.regex.Pattern;

/** What MariaDB allows in a package specification and Oracle, hence an Oracle parser, does not. */
final class MariaDbSyntax {

    private static final String NAME = "(?:'[^']*'|\"[^\"]*\"|`[^`]*`|[\\w$]+)";
    private static final Pattern OWN = Pattern.compile(
            "(?i)\\bDEFINER\\s*=\\s*" + NAME + "(?:\\s*@\\s*" + NAME + "|\\s*\\(\\s*\\))?"
                    + "|\\bIF\\s+NOT\\s+EXISTS\\b"
                    + "|\\bSQL\\s+SECURITY\\s+(?:DEFINER|INVOKER)\\b"
                    + "|\\bCOMMENT\\s+'(?:[^']|'')*'"
                    + "|\\b(?:UNSIGNED|ZEROFILL)\\b"
                    + "|\\b(?:CHARACTER\\s+SET|CHARSET|COLLATE)\\s+\\w+");

    private MariaDbSyntax() {
    }

    /** The same text with blanks in place of it, so that every other word keeps its line and column. */
    static String blankedIn(String specification) {
        return OWN.matcher(specification)
                .replaceAll(match -> match.group().replaceAll("[^\\n]", " "))
                .replace('`', '"');
    }
}
