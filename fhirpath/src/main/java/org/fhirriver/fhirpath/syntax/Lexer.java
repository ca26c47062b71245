package org.fhirriver.fhirpath.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.fhirriver.fhirpath.syntax.Token.Kind;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.Temporal;
import org.fhirriver.fhirpath.value.TemporalText;
import org.jspecify.annotations.Nullable;

/** Cuts the text of an expression into tokens. */
final class Lexer {

    private static final int LONGEST = 100_000;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidExpression(Position.START, "An expression has at most " + LONGEST + " characters");
        }
        Lexer lexer = new Lexer(text);
        lexer.skipSpace();
        while (lexer.at < text.length()) {
            lexer.token();
            lexer.skipSpace();
        }
        lexer.add(Kind.END, "", null, lexer.position());
        return lexer.tokens;
    }

    private Position position() {
        return new Position(at, line, at - lineStart + 1);
    }

    private void add(Kind kind, String word, @Nullable Object value, Position position) {
        tokens.add(new Token(kind, word, value, position));
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    private void advance() {
        if (text.charAt(at++) == '\n') {
            line++;
            lineStart = at;
        }
    }

    private void skipSpace() {
        while (at < text.length()) {
            char c = peek(0);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00a0' || c == '\ufeff') {
                advance();
            } else if (c == '/' && peek(1) == '/') {
                while (at < text.length() && peek(0) != '\n') {
                    advance();
                }
            } else if (c == '/' && peek(1) == '*') {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        Position start = position();
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw new InvalidExpression(start, "The comment is not closed: */ is missing");
        }
        while (at < end + 2) {
            advance();
        }
    }

    private void token() {
        char c = peek(0);
        Position position = position();
        if (isLetter(c)) {
            add(Kind.NAME, word(), null, position);
        } else if (isDigit(c)) {
            number(position);
        } else {
            switch (c) {
                case '\'' -> add(Kind.STRING, quoted('\'', "string"), null, position);
                case '`' -> add(Kind.DELIMITED_NAME, quoted('`', "delimited name"), null, position);
                case '@' -> temporal(position);
                case '$' -> special(position);
                case '%' -> variable(position);
                default -> symbol(c, position);
            }
        }
    }

    private String word() {
        int start = at;
        while (isLetter(peek(0)) || isDigit(peek(0))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void number(Position position) {
        int start = at;
        while (isDigit(peek(0))) {
            at++;
        }
        boolean decimal = peek(0) == '.' && isDigit(peek(1));
        if (decimal) {
            at++;
            while (isDigit(peek(0))) {
                at++;
            }
        }
        String digits = text.substring(start, at);
        if (digits.length() > 500) {
            throw new InvalidExpression(position, "The number has too many digits");
        }
        Object value = decimal ? new BigDecimal(digits) : Numbers.integer(new BigInteger(digits));
        if (!decimal && peek(0) == 'L') {
            at++;
        }
        if (isLetter(peek(0))) {
            throw new InvalidExpression(position(), "A number is followed by the letter '" + peek(0) + "'");
        }
        add(Kind.NUMBER, digits, value, position);
    }

    private String quoted(char quote, String what) {
        Position start = position();
        StringBuilder content = new StringBuilder();
        advance();
        while (at < text.length() && peek(0) != quote) {
            if (peek(0) == '\\') {
                advance();
                escape(content);
            } else {
                content.append(peek(0));
                advance();
            }
        }
        if (at == text.length()) {
            throw new InvalidExpression(start, "The " + what + " is not closed: " + quote + " is missing");
        }
        advance();
        return content.toString();
    }

    private void escape(StringBuilder content) {
        if (at == text.length()) {
            return;
        }
        char c = peek(0);
        if (c == 'u' && isUnicode()) {
            content.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
            at += 5;
            return;
        }
        content.append(
                switch (c) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'f' -> '\f';
                    default -> c;
                });
        advance();
    }

    private boolean isUnicode() {
        for (int i = 1; i <= 4; i++) {
            if (Character.digit(peek(i), 16) < 0 || peek(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    private void temporal(Position position) {
        int end = at + 1;
        if (end < text.length() && text.charAt(end) == 'T') {
            end = endOfTime(end + 1);
        } else {
            end = digits(end, 4);
            end = part(part(end, '-'), '-');
            if (end < text.length() && text.charAt(end) == 'T') {
                end = endOfOffset(endOfTime(end + 1));
            }
        }
        String literal = text.substring(at + 1, end);
        Temporal value = TemporalText.literal(literal)
                .orElseThrow(() -> new InvalidExpression(
                        position, "'@" + literal + "' is not a date, date with time, or time that exists"));
        at = end;
        add(Kind.TEMPORAL, "@" + literal, value, position);
    }

    private int digits(int from, int most) {
        int end = from;
        while (end < text.length() && end - from < most && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The end of two digits that a sign announces; the sign alone may be an operator. */
    private int part(int from, char sign) {
        boolean announced = from + 1 < text.length() && text.charAt(from) == sign && isDigit(text.charAt(from + 1));
        return announced ? digits(from + 1, 2) : from;
    }

    private int endOfTime(int from) {
        int end = part(part(digits(from, 2), ':'), ':');
        boolean fraction =
                end + 1 < text.length() && end - from >= 8 && text.charAt(end) == '.' && isDigit(text.charAt(end + 1));
        return fraction ? digits(end + 1, 100) : end;
    }

    private int endOfOffset(int from) {
        if (from < text.length() && text.charAt(from) == 'Z') {
            return from + 1;
        }
        boolean offset = from + 5 < text.length()
                && (text.charAt(from) == '+' || text.charAt(from) == '-')
                && text.charAt(from + 3) == ':'
                && digits(from + 1, 2) == from + 3;
        return offset ? digits(from + 4, 2) : from;
    }

    private void special(Position position) {
        at++;
        String name = '$' + word();
        if (!List.of("$this", "$index", "$total").contains(name)) {
            throw new InvalidExpression(position, "'" + name + "' is none of $this, $index and $total");
        }
        add(Kind.SPECIAL, name, null, position);
    }

    private void variable(Position position) {
        at++;
        String name = switch (peek(0)) {
            case '`' -> quoted('`', "variable's name");
            case '\'' -> quoted('\'', "variable's name");
            case '"' -> quoted('"', "variable's name");
            default -> isLetter(peek(0)) ? word() : "";
        };
        if (name.isEmpty()) {
            throw new InvalidExpression(position, "The name of a variable is missing after '%'");
        }
        add(Kind.VARIABLE, name, null, position);
    }

    private void symbol(char c, Position position) {
        String two = at + 1 < text.length() ? text.substring(at, at + 2) : "";
        if (List.of("<=", ">=", "!=", "!~").contains(two)) {
            at += 2;
            add(Kind.SYMBOL, two, null, position);
        } else if ("()[]{}.,+-*/|&<>=~".indexOf(c) >= 0) {
            at++;
            add(Kind.SYMBOL, String.valueOf(c), null, position);
        } else if (c == '"') {
            throw new InvalidExpression(position, "A string stands in single quotes, not in double quotes");
        } else {
            throw new InvalidExpression(position, "The character " + shown(c) + " means nothing here");
        }
    }

    private static String shown(char c) {
        return c >= ' ' && c < 127 ? "'" + c + "'" : String.format("U+%04X", (int) c);
    }
}
