package org.fhirriver.fhirpath.compile;

import java.util.Optional;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.model.TypeSpecifier;
import org.fhirriver.fhirpath.syntax.Ast;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.Position;
import org.fhirriver.fhirpath.syntax.TypeName;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** A call of a function, while it is compiled: its input and its arguments. */
public final class CallSite {

    private final Compiler compiler;
    private final Ast.Call call;
    private final Code input;
    private final boolean inputIsRoot;

    CallSite(Compiler compiler, Ast.Call call, Code input, boolean inputIsRoot) {
        this.compiler = compiler;
        this.call = call;
        this.input = input;
        this.inputIsRoot = inputIsRoot;
    }

    /** The function's name. */
    public String name() {
        return call.name();
    }

    /** Where the function's name stands. */
    public Position position() {
        return call.position();
    }

    /** What it is called on. */
    public Code input() {
        return input;
    }

    /** How many arguments there are. */
    public int count() {
        return call.arguments().size();
    }

    /** Where an argument begins. */
    public Position argumentPosition(int index) {
        return Compiler.startOf(call.arguments().get(index));
    }

    /** The value of an argument that is a literal. */
    public Optional<Object> literal(int index) {
        return call.arguments().get(index) instanceof Ast.Literal literal
                ? Optional.ofNullable(literal.value())
                : Optional.empty();
    }

    /** An argument that is evaluated once, where the call stands. */
    public Code argument(int index) {
        return compiler.isolated(call.arguments().get(index));
    }

    /** An argument that is evaluated for items of the input. */
    public Code lambda(int index) {
        return compiler.lambda(call.arguments().get(index), inputIsRoot);
    }

    /** An argument of sort(): whether it begins with a minus, and what stands after it. */
    public boolean isDescending(int index) {
        return call.arguments().get(index) instanceof Ast.Sign sign && sign.isMinus();
    }

    /** What an argument of sort() sorts by. */
    public Code sortKey(int index) {
        Ast argument = call.arguments().get(index);
        return compiler.lambda(argument instanceof Ast.Sign sign ? sign.operand() : argument, inputIsRoot);
    }

    /** An argument that names a type. */
    public TypeSpecifier type(int index) {
        Ast argument = call.arguments().get(index);
        if (argument instanceof Ast.Member member) {
            if (member.isStart()) {
                return TypeSpecifier.of(new TypeName(member.position(), "", member.name()));
            }
            if (member.input() instanceof Ast.Member namespace && namespace.isStart()) {
                return TypeSpecifier.of(new TypeName(namespace.position(), namespace.name(), member.name()));
            }
        }
        throw new InvalidExpression(argumentPosition(index), name() + "() takes the name of a type");
    }

    /** Makes a variable known to what follows the call. */
    public int define(String variable, int argument) {
        return compiler.define(variable, argumentPosition(argument));
    }

    /** Code for a function of one item; the empty collection stays empty. */
    public Code ofItem(ItemCode code) {
        String what = "The input of " + name() + "()";
        return (evaluation, self) -> {
            Object item = Items.single(input.run(evaluation, self), what);
            return item == null ? null : code.apply(evaluation, self, item);
        };
    }

    /** Code for a function of one text. */
    public Code ofText(TextCode code) {
        return ofItem((evaluation, self, item) -> {
            Object value = Items.value(item);
            if (value instanceof String text) {
                if (text.length() > Operations.LONGEST_TEXT) {
                    throw new ValueProblem("The text has more than " + Operations.LONGEST_TEXT + " characters");
                }
                evaluation.steps().take(text.length() >> 6);
                return code.apply(evaluation, self, text);
            }
            if (value == null) {
                return null;
            }
            throw new ValueProblem(name() + "() is for a String, not for " + Conversions.typeName(item));
        });
    }

    /** Code for an argument that is one text; null where it is empty. */
    public TextArgument text(int index) {
        Code code = argument(index);
        String what = "Argument " + (index + 1) + " of " + name() + "()";
        return (evaluation, self) -> {
            Object value = Items.value(Items.single(code.run(evaluation, self), what));
            if (value == null || value instanceof String) {
                return (String) value;
            }
            throw new ValueProblem(what + " must be a String, not " + Conversions.typeName(value));
        };
    }

    /** Code for an argument that is one integer; null where it is empty. */
    public IntegerArgument integer(int index) {
        Code code = argument(index);
        String what = "Argument " + (index + 1) + " of " + name() + "()";
        return (evaluation, self) -> {
            Object value = Items.value(Items.single(code.run(evaluation, self), what));
            if (value == null || value instanceof Integer) {
                return (Integer) value;
            }
            if (Numbers.isInteger(value) && value instanceof Number number) {
                return Numbers.bigInteger(number).signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
            }
            throw new ValueProblem(what + " must be an Integer, not " + Conversions.typeName(value));
        };
    }

    /** What a function does with one item. */
    @FunctionalInterface
    public interface ItemCode {
        @Nullable Object apply(Evaluation evaluation, @Nullable Object self, Object item);
    }

    /** What a function does with one text. */
    @FunctionalInterface
    public interface TextCode {
        @Nullable Object apply(Evaluation evaluation, @Nullable Object self, String text);
    }

    /** An argument that is a text. */
    @FunctionalInterface
    public interface TextArgument {
        @Nullable String get(Evaluation evaluation, @Nullable Object self);
    }

    /** An argument that is an integer. */
    @FunctionalInterface
    public interface IntegerArgument {
        @Nullable Integer get(Evaluation evaluation, @Nullable Object self);
    }
}
