package org.fhirriver.mapping.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the names that a query gives to its columns, where its text tells them all.
 *
 * <p>A star, or an expression without a name, is for the database to know: then nothing is told.
 */
final class SelectList {

    private static final Set<String> ENDS = Set.of(
            "from",
            "where",
            "group",
            "having",
            "order",
            "limit",
            "union",
            "intersect",
            "except",
            "window",
            "fetch",
            "offset",
            "for",
            "into");
    private static final Set<String> NOT_AN_ALIAS = Set.of("end", "null", "true", "false");

    private final List<SqlToken> tokens;
    private int at;

    private SelectList(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    static Optional<List<String>> columns(String sql) {
        return new SelectList(SqlToken.of(sql)).read();
    }

    private Optional<List<String>> read() {
        while (at < tokens.size() && !isWord(at, "select")) {
            at++;
        }
        at++;
        skipQuantifier();
        List<String> names = new ArrayList<>();
        boolean more = at < tokens.size();
        while (more) {
            int start = at;
            while (at < tokens.size() && !isEnd()) {
                at++;
            }
            Optional<String> name = name(tokens.subList(start, at));
            if (name.isEmpty()) {
                return Optional.empty();
            }
            names.add(name.get());
            more = at < tokens.size() && tokens.get(at).text().equals(",");
            at++;
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private void skipQuantifier() {
        if (isWord(at, "distinct") || isWord(at, "all")) {
            at++;
            if (isWord(at, "on")) {
                at += 2;
            }
        } else if (isWord(at, "top")) {
            at += 2;
        }
    }

    private boolean isEnd() {
        SqlToken token = tokens.get(at);
        return token.text().equals(",")
                || (token.isWord() && ENDS.contains(token.text().toLowerCase(Locale.ROOT)));
    }

    private boolean isWord(int index, String word) {
        return index < tokens.size()
                && tokens.get(index).isWord()
                && tokens.get(index).text().equalsIgnoreCase(word);
    }

    /** The name of one column: its alias, or the last part of a plain name. */
    private static Optional<String> name(List<SqlToken> item) {
        if (item.isEmpty()) {
            return Optional.empty();
        }
        SqlToken last = item.get(item.size() - 1);
        if (!last.isName() || NOT_AN_ALIAS.contains(last.text().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        if (item.size() == 1) {
            return Optional.of(last.text());
        }
        SqlToken before = item.get(item.size() - 2);
        boolean alias = before.endsValue();
        boolean qualified = before.text().equals(".") && isPlainName(item);
        return alias || qualified ? Optional.of(last.text()) : Optional.empty();
    }

    private static boolean isPlainName(List<SqlToken> item) {
        for (int i = 0; i < item.size(); i++) {
            boolean fits =
                    i % 2 == 0 ? item.get(i).isName() : item.get(i).text().equals(".");
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
