package org.domops.target;

import java.util.Locale;
import java.util.regex.Pattern;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/**
 * A name of a package or procedure, checked, so that it can stand in a statement's text.
 *
 * @param name upper case, as Oracle keeps it; MariaDB does not mind the case of routines
 */
public record PlSqlIdentifier(String name) {

    private static final Pattern VALID = Pattern.compile("[A-Z][A-Z0-9_$#]{0,63}");

    /**
     * @throws DomException INVALID_REQUEST if it is not a plain identifier of at most 64 characters (MariaDB's limit)
     */
    public PlSqlIdentifier {
        name = name.toUpperCase(Locale.ROOT);
        if (!VALID.matcher(name).matches()) {
            throw new DomException(DomCode.INVALID_REQUEST, "\"" + name + "\" is not a name of a package or procedure; "
                    + "expected a letter, then letters, digits, _, $ or #, 64 characters at most");
        }
    }

    /** In double quotes, as Oracle and MariaDB with {@code sql_mode=ORACLE} take it. */
    public String quoted() {
        return '"' + name + '"';
    }
}
