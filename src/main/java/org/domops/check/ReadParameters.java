package org.domops.check;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parameters that a package reads by a name that stands in its source as a text. */
final class ReadParameters {

    private static final Set<String> READERS = Set.of("GET_STRING_PARAM", "GET_NUM_PARAM", "GET_DATE_PARAM");

    private ReadParameters() {
    }

    /**
     * Names in upper case, and whether the package needs them: true unless all who read one have an exception handler,
     * with which it may well do without.
     */
    static Map<String, Boolean> in(SourceText source) {
        Map<String, Boolean> names = new TreeMap<>();
        for (Routine routine : Routine.in(source)) {
            SourceText text = routine.text();
            for (int i = 0; i < text.tokens().size(); i++) {
                String name = text.at(i).isOneOf(READERS) && text.at(i + 1).is("(") ? name(text, i + 1) : null;
                if (name != null) {
                    names.merge(name.toUpperCase(Locale.ROOT), !routine.has("EXCEPTION"), Boolean::logicalOr);
                }
            }
        }
        return names;
    }

    /** The argument p_name, if it is nothing but a text; else null. */
    private static String name(SourceText text, int open) {
        int depth = 0;
        int argument = 1;
        for (int i = open; i < text.tokens().size(); i++) {
            Token token = text.at(i);
            if (token.is("(")) {
                depth++;
            } else if (token.is(")") && --depth == 0) {
                return null;
            } else if (token.is(",") && depth == 1) {
                argument++;
            } else if (token.kind() == Token.Kind.TEXT && depth == 1 && ends(text.at(i + 1))
                    && (argument == 2 && text.at(i - 1).is(",") || text.at(i - 1).is("=>") && text.at(i - 2).is("P_NAME"))) {
                return token.text();
            }
        }
        return null;
    }

    private static boolean ends(Token token) {
        return token.is(",") || token.is(")");
    }
}
