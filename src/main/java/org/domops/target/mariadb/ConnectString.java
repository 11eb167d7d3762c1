package org.domops.target.mariadb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/** {@code host:port/schema}; the port may be left out, an IPv6 address stands in brackets. */
record ConnectString(String host, int port, String schema) {

    private static final Pattern FORM =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?/([A-Za-z0-9_$-]{1,64})");
    private static final int DEFAULT_PORT = 3306;

    static ConnectString parse(String database, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new DomException(DomCode.INVALID_REQUEST, database + ": the connect string \"" + text
                    + "\" is not valid for the mariadb dialect; expected host:port/schema");
        }
        return new ConnectString(matcher.group(1),
                matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2)), matcher.group(3));
    }

    String url() {
        return "jdbc:mariadb://" + host + ":" + port + "/" + schema;
    }
}
