package org.fhirriver.fhirpath.syntax;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.fhirriver.fhirpath.syntax.Ast.Special;
import org.fhirriver.fhirpath.syntax.Token.Kind;
import org.fhirriver.fhirpath.value.CalendarUnit;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.Quantity;
import org.jspecify.annotations.Nullable;

/** Makes the tree of an expression, by operator precedence. */
public final class Parser {

    private static final int DEEPEST_NESTING = 150;
    private static final int DEEPEST_TREE = 600;

    /** Words that cannot begin a path unless they stand in backticks. */
    private static final Set<String> RESERVED = Set.of("and", "or", "xor", "implies", "div", "mod");

    private final List<Token> tokens;
    private int at;
    private int nesting;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * The tree of an expression.
     *
     * @throws InvalidExpression when it is not one
     */
    public static Ast parse(String text) {
        Parser parser = new Parser(Lexer.tokens(text));
        if (parser.peek().kind() == Kind.END) {
            throw new InvalidExpression(parser.peek().position(), "The expression is empty");
        }
        Ast ast = parser.expression(0);
        Token rest = parser.peek();
        if (rest.kind() != Kind.END) {
            throw new InvalidExpression(rest.position(), "The expression should end before " + rest.described());
        }
        checkDepth(ast);
        return ast;
    }

    /** Everything after the parser goes down the tree by recursion: it must not be too deep for a thread's stack. */
    private static void checkDepth(Ast root) {
        Deque<Ast> level = new ArrayDeque<>(List.of(root));
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > DEEPEST_TREE) {
                throw tooDeep(level.element().position());
            }
            Deque<Ast> next = new ArrayDeque<>();
            level.forEach(ast -> next.addAll(ast.children()));
            level = next;
        }
    }

    private static InvalidExpression tooDeep(Position position) {
        return new InvalidExpression(position, "The expression is nested too deeply");
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    private boolean skip(String symbol) {
        if (peek().isSymbol(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String symbol, String after) {
        if (!skip(symbol)) {
            throw new InvalidExpression(
                    peek().position(), "'" + symbol + "' is expected " + after + ", not " + peek().described());
        }
    }

    private Ast expression(int precedence) {
        if (++nesting > DEEPEST_NESTING) {
            throw tooDeep(peek().position());
        }
        Ast left = prefix();
        for (Operator operator = operator(); operator != null && operator.precedence() > precedence; ) {
            Position position = next().position();
            if (operator == Operator.IS || operator == Operator.AS) {
                left = new Ast.TypeTest(position, operator == Operator.AS, left, typeName());
            } else {
                left = new Ast.Binary(position, operator, left, expression(operator.precedence()));
            }
            operator = operator();
        }
        nesting--;
        return left;
    }

    private @Nullable Operator operator() {
        Token token = peek();
        return token.kind() == Kind.SYMBOL || token.kind() == Kind.NAME ? Operator.of(token.text()) : null;
    }

    private Ast prefix() {
        Token token = peek();
        if (token.isSymbol("+") || token.isSymbol("-")) {
            next();
            return new Ast.Sign(token.position(), token.isSymbol("-"), expression(Operator.UNARY - 1));
        }
        return path(term());
    }

    private Ast path(Ast start) {
        Ast path = start;
        while (true) {
            Token token = peek();
            if (skip(".")) {
                path = invocation(path);
            } else if (skip("[")) {
                path = new Ast.Indexed(token.position(), path, expression(0));
                expect("]", "after the index");
            } else {
                return path;
            }
        }
    }

    private Ast invocation(Ast input) {
        Token token = next();
        if (token.kind() == Kind.SPECIAL) {
            return special(token);
        }
        if (!token.isName()) {
            throw new InvalidExpression(
                    token.position(), "The name of an element or function is expected, not " + token.described());
        }
        if (skip("(")) {
            return new Ast.Call(token.position(), input, token.text(), arguments());
        }
        return new Ast.Member(token.position(), input, token.text());
    }

    private List<Ast> arguments() {
        List<Ast> arguments = new ArrayList<>();
        if (skip(")")) {
            return arguments;
        }
        do {
            arguments.add(argument());
        } while (skip(","));
        expect(")", "after the arguments");
        return arguments;
    }

    /** An argument; those of sort() may say {@code asc} or {@code desc}, the latter as good as a minus. */
    private Ast argument() {
        Ast argument = expression(0);
        Token order = peek();
        if (order.kind() == Kind.NAME && order.text().equals("desc")) {
            next();
            return new Ast.Sign(order.position(), true, argument);
        }
        if (order.kind() == Kind.NAME && order.text().equals("asc")) {
            next();
        }
        return argument;
    }

    private Ast term() {
        Token token = next();
        return switch (token.kind()) {
            case STRING -> new Ast.Literal(token.position(), token.text());
            case TEMPORAL -> new Ast.Literal(token.position(), token.value());
            case NUMBER -> number(token);
            case SPECIAL -> special(token);
            case VARIABLE -> new Ast.Variable(token.position(), token.text());
            case NAME -> name(token);
            case DELIMITED_NAME -> start(token);
            case SYMBOL -> group(token);
            case END -> throw expected(token);
        };
    }

    private static InvalidExpression expected(Token token) {
        return new InvalidExpression(token.position(), "A value is expected, not " + token.described());
    }

    private Ast name(Token token) {
        if (!peek().isSymbol("(")
                && (token.text().equals("true") || token.text().equals("false"))) {
            return new Ast.Literal(token.position(), token.text().equals("true"));
        }
        if (RESERVED.contains(token.text())) {
            throw expected(token);
        }
        return start(token);
    }

    private Ast start(Token token) {
        at--;
        return invocation(new Special(token.position(), Special.Kind.HERE));
    }

    private Ast group(Token token) {
        if (token.isSymbol("(")) {
            Ast inner = expression(0);
            expect(")", "to close the parenthesis at " + token.position());
            return inner;
        }
        if (token.isSymbol("{")) {
            expect("}", "after '{'");
            return new Ast.Literal(token.position(), null);
        }
        throw expected(token);
    }

    private static Ast special(Token token) {
        return new Special(
                token.position(),
                switch (token.text()) {
                    case "$index" -> Special.Kind.INDEX;
                    case "$total" -> Special.Kind.TOTAL;
                    default -> Special.Kind.THIS;
                });
    }

    private Ast number(Token token) {
        Token unit = peek();
        boolean word = unit.kind() == Kind.NAME && CalendarUnit.ofWord(unit.text()) != null;
        if (!word && unit.kind() != Kind.STRING) {
            return new Ast.Literal(token.position(), token.value());
        }
        next();
        BigDecimal value = token.value() instanceof Number number ? Numbers.decimal(number) : BigDecimal.ZERO;
        return new Ast.Literal(token.position(), Quantity.of(value, unit.text()));
    }

    private TypeName typeName() {
        Token first = next();
        if (!first.isName()) {
            throw new InvalidExpression(first.position(), "The name of a type is expected, not " + first.described());
        }
        if (!peek().isSymbol(".")) {
            return new TypeName(first.position(), "", first.text());
        }
        next();
        Token second = next();
        if (!second.isName()) {
            throw new InvalidExpression(second.position(), "The name of a type is expected, not " + second.described());
        }
        return new TypeName(first.position(), first.text(), second.text());
    }
}
