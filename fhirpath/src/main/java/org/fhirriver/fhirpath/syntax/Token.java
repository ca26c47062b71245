package org.fhirriver.fhirpath.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A word of the language.
 *
 * @param kind what it is
 * @param text as it is written; of strings and delimited names, what they say
 * @param value the value of a literal
 * @param position where it begins
 */
record Token(Kind kind, String text, @Nullable Object value, Position position) {

    enum Kind {
        NAME,
        DELIMITED_NAME,
        STRING,
        NUMBER,
        TEMPORAL,
        SPECIAL,
        VARIABLE,
        SYMBOL,
        END
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.NAME || kind == Kind.DELIMITED_NAME;
    }

    /** As a message calls it. */
    String described() {
        return switch (kind) {
            case END -> "the end of the expression";
            case STRING -> "the string '" + text + "'";
            case VARIABLE -> "'%" + text + "'";
            case NAME, DELIMITED_NAME, NUMBER, TEMPORAL, SPECIAL, SYMBOL -> "'" + text + "'";
        };
    }
}
