package org.fhirriver.fhirpath.syntax;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators between two operands; a higher precedence binds tighter. */
public enum Operator {
    MULTIPLY("*", 10),
    DIVIDE("/", 10),
    DIV("div", 10),
    MOD("mod", 10),
    ADD("+", 9),
    SUBTRACT("-", 9),
    CONCATENATE("&", 9),
    IS("is", 8),
    AS("as", 8),
    UNION("|", 7),
    LESS("<", 6),
    LESS_OR_EQUAL("<=", 6),
    GREATER(">", 6),
    GREATER_OR_EQUAL(">=", 6),
    EQUAL("=", 5),
    NOT_EQUAL("!=", 5),
    EQUIVALENT("~", 5),
    NOT_EQUIVALENT("!~", 5),
    IN("in", 4),
    CONTAINS("contains", 4),
    AND("and", 3),
    OR("or", 2),
    XOR("xor", 2),
    IMPLIES("implies", 1);

    /** The precedence of a sign before an operand. */
    static final int UNARY = 11;

    private static final Map<String, Operator> BY_SYMBOL = bySymbol();

    private final String symbol;
    private final int precedence;

    Operator(String symbol, int precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    private static Map<String, Operator> bySymbol() {
        Map<String, Operator> operators = new HashMap<>();
        for (Operator operator : values()) {
            operators.put(operator.symbol, operator);
        }
        return Map.copyOf(operators);
    }

    static @Nullable Operator of(String symbol) {
        return BY_SYMBOL.get(symbol);
    }

    /** As it is written. */
    public String symbol() {
        return symbol;
    }

    int precedence() {
        return precedence;
    }

    @Override
    public String toString() {
        return symbol;
    }
}
