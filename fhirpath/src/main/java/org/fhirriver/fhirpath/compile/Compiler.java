package org.fhirriver.fhirpath.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.eval.Usage;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.fhirpath.model.TypeSpecifier;
import org.fhirriver.fhirpath.syntax.Ast;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.Position;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.messages.DidYouMean;
import org.jspecify.annotations.Nullable;

/** Turns the tree of an expression into closures. */
public final class Compiler implements Ast.Visitor<Code> {

    private static final Map<String, String> CONSTANTS = Map.of(
            "ucum", "http://unitsofmeasure.org",
            "sct", "http://snomed.info/sct",
            "loinc", "http://loinc.org");
    private static final Set<String> INPUT = Set.of("context", "resource", "rootResource");

    private final Functions functions;
    private final List<Usage> columns = new ArrayList<>();
    private final List<Usage> used = new ArrayList<>();
    private final List<Usage> undeclared = new ArrayList<>();
    private final List<Usage> called = new ArrayList<>();
    private Variables variables;
    private Set<String> defined = Set.of();
    private boolean atRoot = true;

    private Compiler(Functions functions, Variables variables) {
        this.functions = functions;
        this.variables = variables;
    }

    /** The code of an expression and the names that it uses. */
    public static Result compile(Ast ast, Functions functions, Variables variables) {
        Compiler compiler = new Compiler(functions, variables);
        Code code = ast.accept(compiler);
        return new Result(code, compiler.columns, compiler.used, compiler.undeclared, compiler.called);
    }

    /** What comes out. */
    public record Result(
            Code code, List<Usage> columns, List<Usage> variables, List<Usage> undeclared, List<Usage> functions) {}

    /** Compiles an operand or argument: what it defines is not seen outside. */
    Code isolated(Ast ast) {
        Variables outer = variables;
        Set<String> outerDefined = defined;
        Code code = ast.accept(this);
        // the slots stay taken: what is evaluated later may still need what was defined earlier
        variables = outer;
        defined = outerDefined;
        return code;
    }

    /** Compiles an argument that is evaluated for items of the input. */
    Code lambda(Ast ast, boolean inputIsRoot) {
        boolean outer = atRoot;
        atRoot = inputIsRoot;
        Code code = isolated(ast);
        atRoot = outer;
        return code;
    }

    int define(String name, Position position) {
        if (isBuiltIn(name) || defined.contains(name) || variables.slot(name).isPresent()) {
            throw new InvalidExpression(position, "There is a variable %" + name + " already");
        }
        Set<String> more = new HashSet<>(defined);
        more.add(name);
        defined = more;
        variables = variables.with(name);
        return variables.slot(name).orElseThrow();
    }

    private static boolean isBuiltIn(String name) {
        return CONSTANTS.containsKey(name) || INPUT.contains(name) || name.startsWith("vs-") || name.startsWith("ext-");
    }

    /** The first character that belongs to a node. */
    static Position startOf(Ast ast) {
        Ast start = ast;
        while (!(start instanceof Ast.Sign)
                && !start.children().isEmpty()
                && !(start.children().get(0) instanceof Ast.Special special
                        && special.kind() == Ast.Special.Kind.HERE)) {
            start = start.children().get(0);
        }
        return start.position();
    }

    /** Gives the problems of values a place. */
    static Code at(Position position, Code code) {
        return (evaluation, self) -> {
            try {
                return code.run(evaluation, self);
            } catch (ValueProblem e) {
                throw new EvaluationFailed(position, e.problem());
            }
        };
    }

    @Override
    public Code literal(Ast.Literal literal) {
        Object value = literal.value();
        return (evaluation, self) -> value;
    }

    @Override
    public Code special(Ast.Special special) {
        return switch (special.kind()) {
            case THIS, HERE -> (evaluation, self) -> self;
            case INDEX ->
                at(special.position(), (evaluation, self) -> {
                    if (evaluation.index() < 0) {
                        throw new ValueProblem("$index is only known within a function that goes through items");
                    }
                    return evaluation.index();
                });
            case TOTAL -> (evaluation, self) -> evaluation.total();
        };
    }

    @Override
    public Code variable(Ast.Variable variable) {
        String name = variable.name();
        OptionalInt slot = variables.slot(name);
        if (slot.isPresent()) {
            if (!defined.contains(name)) {
                used.add(new Usage(name, variable.position()));
            }
            int index = slot.getAsInt();
            return (evaluation, self) -> evaluation.slot(index);
        }
        if (INPUT.contains(name)) {
            return (evaluation, self) -> evaluation.input();
        }
        String constant = constant(name);
        if (constant != null) {
            return (evaluation, self) -> constant;
        }
        used.add(new Usage(name, variable.position()));
        undeclared.add(new Usage(name, variable.position()));
        String problem = "There is no variable %" + name + DidYouMean.hint(name, variables.names());
        return (evaluation, self) -> {
            throw new EvaluationFailed(variable.position(), problem);
        };
    }

    private static @Nullable String constant(String name) {
        if (name.startsWith("vs-")) {
            return "http://hl7.org/fhir/ValueSet/" + name.substring(3);
        }
        if (name.startsWith("ext-")) {
            return "http://hl7.org/fhir/StructureDefinition/" + name.substring(4);
        }
        return CONSTANTS.get(name);
    }

    private boolean isRoot(Ast input) {
        if (input instanceof Ast.Special special) {
            return atRoot && (special.kind() == Ast.Special.Kind.HERE || special.kind() == Ast.Special.Kind.THIS);
        }
        return input instanceof Ast.Variable variable
                && INPUT.contains(variable.name())
                && variables.slot(variable.name()).isEmpty();
    }

    @Override
    public Code member(Ast.Member member) {
        String name = member.name();
        if (isRoot(member.input())) {
            columns.add(new Usage(name, member.position()));
        }
        if (member.isStart()) {
            return (evaluation, self) -> Members.atStart(evaluation, self, name);
        }
        Code input = member.input().accept(this);
        return at(member.position(), (evaluation, self) -> Members.of(evaluation, input.run(evaluation, self), name));
    }

    @Override
    public Code call(Ast.Call call) {
        Function function = functions.get(call.name());
        if (function == null) {
            throw new InvalidExpression(
                    call.position(),
                    "There is no function '" + call.name() + "'" + DidYouMean.hint(call.name(), functions.names()));
        }
        checkArity(call, function);
        called.add(new Usage(call.name(), call.position()));
        boolean inputIsRoot = isRoot(call.input());
        Code input = call.input().accept(this);
        CallSite site = new CallSite(this, call, input, inputIsRoot);
        return at(call.position(), function.compilation().compile(site));
    }

    private static void checkArity(Ast.Call call, Function function) {
        int count = call.arguments().size();
        int min = function.minArguments();
        int max = function.maxArguments();
        if (count >= min && count <= max) {
            return;
        }
        String takes = max == 0
                ? "no argument"
                : min == max
                        ? plural(min)
                        : max == Integer.MAX_VALUE ? "at least " + plural(min) : min + " to " + plural(max);
        throw new InvalidExpression(call.position(), call.name() + "() takes " + takes + ", not " + count);
    }

    private static String plural(int count) {
        return count == 1 ? "1 argument" : count + " arguments";
    }

    @Override
    public Code indexed(Ast.Indexed indexed) {
        Code input = indexed.input().accept(this);
        Code index = isolated(indexed.index());
        return at(indexed.position(), (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            Object at = Items.value(Items.single(index.run(evaluation, self), "The index"));
            if (at instanceof Integer place) {
                return items != null && place >= 0 && place < Items.count(items) ? Items.at(items, place) : null;
            }
            if (at == null || at instanceof Long) {
                return null;
            }
            throw new ValueProblem("The index must be an Integer");
        });
    }

    @Override
    public Code sign(Ast.Sign sign) {
        Code operand = sign.operand().accept(this);
        boolean minus = sign.isMinus();
        return at(sign.position(), (evaluation, self) -> Operations.sign(operand.run(evaluation, self), minus));
    }

    @Override
    public Code binary(Ast.Binary binary) {
        Code left = isolated(binary.left());
        Code right = isolated(binary.right());
        return at(binary.position(), Operations.of(binary.operator(), left, right));
    }

    @Override
    public Code typeTest(Ast.TypeTest test) {
        TypeSpecifier type = TypeSpecifier.of(test.type());
        Code operand = isolated(test.operand());
        if (test.isCast()) {
            return at(test.position(), (evaluation, self) -> {
                Object item = Items.single(operand.run(evaluation, self), "What stands before 'as'");
                return item != null && type.accepts(item) ? item : null;
            });
        }
        return at(test.position(), (evaluation, self) -> {
            Object item = Items.single(operand.run(evaluation, self), "What stands before 'is'");
            return item == null ? null : type.isTypeOf(item);
        });
    }
}
