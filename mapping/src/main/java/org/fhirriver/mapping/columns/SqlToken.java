package org.fhirriver.mapping.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A piece of a query: a word, a quoted name, a literal, a sign, or all that stands in a pair of brackets.
 *
 * @param text what it says, without quotes
 */
record SqlToken(Kind kind, String text) {

    /** What a piece is. */
    enum Kind {
        WORD,
        QUOTED,
        LITERAL,
        GROUP,
        SIGN
    }

    /** Words after which no value has ended, so that a name there is no alias. */
    private static final Set<String> OPERATORS = Set.of(
            "and",
            "or",
            "not",
            "in",
            "is",
            "like",
            "ilike",
            "between",
            "case",
            "when",
            "then",
            "else",
            "collate",
            "similar",
            "escape",
            "at",
            "time",
            "interval",
            "date",
            "timestamp",
            "over",
            "filter",
            "within");

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** Whether a value may end with it, so that a name after it is an alias. */
    boolean endsValue() {
        return switch (kind) {
            case LITERAL, GROUP, QUOTED -> true;
            case WORD -> !OPERATORS.contains(text.toLowerCase(Locale.ROOT));
            case SIGN -> false;
        };
    }

    static List<SqlToken> of(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end;
            if (Character.isWhitespace(c)) {
                end = at + 1;
            } else if (sql.startsWith("--", at)) {
                int line = sql.indexOf('\n', at);
                end = line < 0 ? sql.length() : line;
            } else if (sql.startsWith("/*", at)) {
                int close = sql.indexOf("*/", at + 2);
                end = close < 0 ? sql.length() : close + 2;
            } else if (c == '(') {
                end = afterGroup(sql, at);
                tokens.add(new SqlToken(Kind.GROUP, "()"));
            } else if (c == '\'' || c == '"' || c == '`' || c == '[') {
                end = afterQuoted(sql, at, c == '[' ? ']' : c);
                tokens.add(quoted(sql.substring(at, end)));
            } else if (isWordPart(c)) {
                end = afterWord(sql, at);
                String word = sql.substring(at, end);
                tokens.add(new SqlToken(Character.isDigit(c) ? Kind.LITERAL : Kind.WORD, word));
            } else {
                end = at + 1;
                tokens.add(new SqlToken(Kind.SIGN, String.valueOf(c)));
            }
            at = end;
        }
        return tokens;
    }

    private static SqlToken quoted(String text) {
        String inner = text.length() < 2 ? "" : text.substring(1, text.length() - 1);
        return new SqlToken(text.startsWith("'") ? Kind.LITERAL : Kind.QUOTED, inner);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#';
    }

    private static int afterWord(String sql, int start) {
        int end = start;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int afterQuoted(String sql, int start, char close) {
        int end = sql.indexOf(close, start + 1);
        while (end >= 0 && end + 1 < sql.length() && sql.charAt(end + 1) == close) {
            end = sql.indexOf(close, end + 2);
        }
        return end < 0 ? sql.length() : end + 1;
    }

    private static int afterGroup(String sql, int start) {
        int depth = 0;
        int at = start;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                at = afterQuoted(sql, at, c);
                continue;
            }
            depth += c == '(' ? 1 : 0;
            depth -= c == ')' ? 1 : 0;
            at++;
            if (depth == 0) {
                return at;
            }
        }
        return sql.length();
    }
}
