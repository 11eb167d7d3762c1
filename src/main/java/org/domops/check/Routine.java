package org.domops.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A procedure or function of a package body, from its name to the next one's; a nested one counts as the next one.
 *
 * @param name as it is written
 */
record Routine(String name, SourceText text) {

    private static final Set<String> KEYWORDS = Set.of("PROCEDURE", "FUNCTION");

    /** Those of the body; the specification's are not among them. */
    static List<Routine> in(SourceText source) {
        List<Routine> routines = new ArrayList<>();
        List<Token> tokens = source.tokens();
        int start = -1;
        for (int i = bodyOf(source); i <= tokens.size(); i++) {
            boolean begins = source.at(i).isOneOf(KEYWORDS) && !source.at(i - 1).is("END") && source.at(i + 1).kind() == Token.Kind.WORD;
            if ((begins || i == tokens.size()) && start >= 0) {
                routines.add(new Routine(source.at(start + 1).text(), new SourceText(tokens.subList(start + 2, i))));
            }
            start = begins ? i : start;
        }
        return routines;
    }

    /** Index of the first token after the words PACKAGE BODY; the text's end if there is no body. */
    private static int bodyOf(SourceText source) {
        for (int i = 0; i < source.tokens().size(); i++) {
            if (source.at(i).is("PACKAGE") && source.at(i + 1).is("BODY")) {
                return i + 2;
            }
        }
        return source.tokens().size();
    }

    boolean has(String word) {
        return text.tokens().stream().anyMatch(token -> token.is(word));
    }
}
