package org.domops.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PL/SQL source in tokens. It reads any text to its end, also one that no compiler would take.
 *
 * @param tokens in order
 */
record SourceText(List<Token> tokens) {

    private static final Map<Character, Character> CLOSING = Map.of('[', ']', '(', ')', '{', '}', '<', '>');

    SourceText {
        tokens = List.copyOf(tokens);
    }

    /** @param mariaDb whether \ escapes in texts and # begins a comment, as MariaDB has it and Oracle has not */
    static SourceText of(String source, boolean mariaDb) {
        return new SourceText(new Reader(source, mariaDb).read());
    }

    /** The token at an index; one that is nothing beyond either end. */
    Token at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : new Token(0, 0, Token.Kind.SYMBOL, "");
    }

    private static final class Reader {

        private final String source;
        private final boolean mariaDb;
        private final List<Token> tokens = new ArrayList<>();
        private int position;
        private int line = 1;
        private int lineStart;

        Reader(String source, boolean mariaDb) {
            this.source = source;
            this.mariaDb = mariaDb;
        }

        List<Token> read() {
            while (position < source.length()) {
                char next = source.charAt(position);
                if (source.startsWith("--", position) || mariaDb && next == '#') {
                    moveTo(indexOr("\n", position));
                } else if (source.startsWith("/*", position)) {
                    moveTo(after("*/", position + 2));
                } else if (Character.isWhitespace(next)) {
                    moveTo(position + 1);
                } else {
                    token(next);
                }
            }
            return tokens;
        }

        private void token(char next) {
            if (next == '\'') {
                add(Token.Kind.TEXT, position + 1, endOfText(position + 1), 1);
            } else if ((next == 'q' || next == 'Q') && !mariaDb && charAt(position + 1) == '\'' && position + 2 < source.length()) {
                char close = CLOSING.getOrDefault(charAt(position + 2), charAt(position + 2));
                add(Token.Kind.TEXT, position + 3, indexOr(close + "'", position + 3), 2);
            } else if (next == '"' || next == '`') {
                add(Token.Kind.WORD, position + 1, indexOr(String.valueOf(next), position + 1), 1);
            } else if (Character.isLetterOrDigit(next) || next == '_') {
                int end = position;
                while (end < source.length() && (Character.isLetterOrDigit(charAt(end)) || "_$#".indexOf(charAt(end)) >= 0)) {
                    end++;
                }
                add(Token.Kind.WORD, position, end, 0);
            } else {
                boolean two = source.startsWith("=>", position) || source.startsWith(":=", position);
                add(Token.Kind.SYMBOL, position, position + (two ? 2 : 1), 0);
            }
        }

        private int endOfText(int from) {
            int end = from;
            while (end < source.length()) {
                if (mariaDb && charAt(end) == '\\') {
                    end += 2;
                } else if (charAt(end) == '\'' && charAt(end + 1) == '\'') {
                    end += 2;
                } else if (charAt(end) == '\'') {
                    return end;
                } else {
                    end++;
                }
            }
            return source.length();
        }

        private void add(Token.Kind kind, int from, int to, int closing) {
            tokens.add(new Token(line, position - lineStart + 1, kind, source.substring(Math.min(from, source.length()), to)));
            moveTo(Math.min(to + closing, source.length()));
        }

        private void moveTo(int end) {
            for (; position < end; position++) {
                if (charAt(position) == '\n') {
                    line++;
                    lineStart = position + 1;
                }
            }
        }

        private char charAt(int index) {
            return index < source.length() ? source.charAt(index) : '\0';
        }

        private int indexOr(String wanted, int from) {
            int found = source.indexOf(wanted, from);
            return found < 0 ? source.length() : found;
        }

        private int after(String wanted, int from) {
            return Math.min(indexOr(wanted, from) + wanted.length(), source.length());
        }
    }
}
