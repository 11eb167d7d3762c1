package org.domops.repository.fleetfile;

import java.util.List;
import java.util.regex.Pattern;

/** The kinds of target databases, as they are written in the file and stored in the repository. */
final class Dialect {

    static final String ORACLE = "oracle";
    static final String MARIADB = "mariadb";
    static final List<String> NAMES = List.of(ORACLE, MARIADB);

    private static final Pattern MARIADB_CONNECT =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})/[A-Za-z][A-Za-z0-9_$]{0,63}");
    /** EZConnect, a tnsnames alias, or a whole descriptor. No '@': it is the way to write user/password@database. */
    private static final Pattern ORACLE_CONNECT = Pattern.compile("(?!jdbc:)[^@\\p{Cntrl}]{1,1000}");

    private Dialect() {
    }

    /** Confidential, as people write passwords into connect strings. */
    static Format<String> connectString(String dialect) {
        // a folded text, the way to write a long descriptor, ends with a line feed
        return formOf(dialect).map(String::strip);
    }

    private static Format<String> formOf(String dialect) {
        if (ORACLE.equals(dialect)) {
            return new Format<>("an Oracle connect string without user, password and 'jdbc:…@': //host:port/service, "
                    + "an alias of tnsnames.ora or a descriptor", true,
                    text -> ORACLE_CONNECT.matcher(text.strip()).matches() ? text : null);
        }
        return new Format<>("host:port/schema, e.g. db1.example.com:3306/DOM_CLIENT, without user and password", true,
                text -> {
                    var matcher = MARIADB_CONNECT.matcher(text.strip());
                    return matcher.matches() && isPort(matcher.group(2)) ? text : null;
                });
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port > 0 && port < 65536;
    }
}
