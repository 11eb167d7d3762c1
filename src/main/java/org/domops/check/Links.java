package org.domops.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** References to other databases, which DOM does not need and does not make. */
final class Links {

    private static final Pattern IN_TEXT = Pattern.compile("[\\w$#\"]@[A-Za-z][\\w$#.]*");
    private static final Pattern REPOSITORY = Pattern.compile("(?i)DOM\\$MAIN");

    private Links() {
    }

    static List<Remark> in(SourceText text, boolean mariaDb) {
        List<Remark> remarks = new ArrayList<>();
        for (int i = 0; i < text.tokens().size(); i++) {
            Token token = text.at(i);
            if (REPOSITORY.matcher(token.text()).find()) {
                remarks.add(Remark.at(token, Remark.Level.ERROR, "DOM$MAIN: there is no link to the repository; parameters come"
                        + " from DOM.get_*_param, and state is kept in a state table of the operation"));
            } else if (!mariaDb && (isLink(text, i) || token.kind() == Token.Kind.TEXT && IN_TEXT.matcher(token.text()).find())) {
                remarks.add(Remark.at(token, Remark.Level.WARNING, "a database link: DOM makes none, so every target would"
                        + " have to have it"));
            }
        }
        return remarks;
    }

    private static boolean isLink(SourceText text, int index) {
        return text.at(index).is("@") && text.at(index - 1).kind() == Token.Kind.WORD
                && text.at(index + 1).kind() == Token.Kind.WORD && !REPOSITORY.matcher(text.at(index + 1).text()).find();
    }
}
