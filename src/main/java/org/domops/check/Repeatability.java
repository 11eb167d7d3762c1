package org.domops.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Procedures that visibly do not leave what one call leaves when they are called twice. It sees what stands in the
 * source alone: to find nothing does not mean that there is nothing.
 */
final class Repeatability {

    private static final List<String> GUARDS = List.of("IF", "CASE", "EXCEPTION");
    private static final Pattern GUARDED = Pattern.compile(
            "(?is).*\\b(?:NOT\\s+EXISTS|IF\\s+EXISTS|OR\\s+REPLACE|ON\\s+DUPLICATE|INSERT\\s+IGNORE|MERGE\\s+INTO)\\b.*");
    private static final Pattern ONCE = Pattern.compile("(?is)\\s*(?:INSERT\\s+INTO|CREATE|DROP|RENAME|ALTER\\s+TABLE.*\\b(?:ADD|DROP"
            + "|EXCHANGE|RENAME|SPLIT|MERGE|MOVE)\\b).*");
    private static final Pattern COUNTS_ON = Pattern.compile("(?is)\\s*UPDATE\\b.*\\bSET\\b.*?\\b([\\w$#]+)\\s*=\\s*\\1\\s*[-+*/|].*");

    private Repeatability() {
    }

    static List<Remark> in(Routine routine) {
        List<Remark> remarks = new ArrayList<>();
        boolean guarded = GUARDS.stream().anyMatch(routine::has);
        List<Token> statement = new ArrayList<>();
        for (Token token : routine.text().tokens()) {
            if (token.is(";") || token.is("BEGIN")) {
                add(remarks, routine, statement, guarded);
                statement.clear();
            } else {
                statement.add(token);
            }
        }
        return remarks;
    }

    private static void add(List<Remark> remarks, Routine routine, List<Token> statement, boolean guarded) {
        boolean dynamic = statement.stream().anyMatch(token -> token.is("EXECUTE_IMMEDIATE") || token.is("IMMEDIATE"));
        String sql = statement.stream().filter(token -> !dynamic || token.kind() == Token.Kind.TEXT).map(Token::text)
                .collect(Collectors.joining(dynamic ? " x " : " "));
        if (COUNTS_ON.matcher(sql).matches()) {
            remarks.add(Remark.at(statement.get(0), Remark.Level.WARNING, routine.name() + " is visibly not repeatable: its UPDATE"
                    + " counts on from the value that a first call left"));
        } else if (!guarded && ONCE.matcher(sql).matches() && !GUARDED.matcher(sql).matches()) {
            remarks.add(Remark.at(statement.get(0), Remark.Level.WARNING, routine.name() + " is visibly not repeatable: nothing keeps"
                    + " a second call from this statement, or makes good what it meets there"));
        }
    }
}
