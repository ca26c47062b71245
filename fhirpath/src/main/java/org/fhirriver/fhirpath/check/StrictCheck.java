package org.fhirriver.fhirpath.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.fhirpath.syntax.Ast;
import org.fhirriver.fhirpath.syntax.Position;
import org.fhirriver.fhirpath.syntax.TypeName;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.messages.DidYouMean;
import org.fhirriver.r4.Definitions;

/**
 * Follows the R4 types through an expression: a name that no item there can have, a function for texts on something
 * else, a function that needs an order where there is none.
 */
public final class StrictCheck implements Ast.Visitor<StaticType> {

    private static final String SYSTEM = "System.";
    private static final Set<String> ROOTS = Set.of("context", "resource", "rootResource");

    private final StaticType root;
    private final List<SemanticProblem> problems = new ArrayList<>();
    private StaticType self;

    private StrictCheck(StaticType root) {
        this.root = root;
        this.self = root;
    }

    /** The problems of an expression whose input has an R4 type. */
    public static List<SemanticProblem> problems(Ast ast, String rootType) {
        boolean known = Definitions.r4().type(rootType).isPresent();
        StrictCheck check = new StrictCheck(known ? StaticType.of(rootType) : StaticType.UNKNOWN);
        ast.accept(check);
        return List.copyOf(check.problems);
    }

    /** The type of FHIRPath's own, such as Boolean, that all items of a result have whatever the input is. */
    public static Optional<String> resultType(Ast ast) {
        StaticType type = ast.accept(new StrictCheck(StaticType.UNKNOWN));
        return type.isUnknown() || type.names().size() != 1
                ? Optional.empty()
                : type.names().stream()
                        .filter(name -> name.startsWith(SYSTEM))
                        .map(name -> name.substring(SYSTEM.length()))
                        .findFirst();
    }

    private StaticType problem(Position position, String message) {
        problems.add(new SemanticProblem(position, message));
        return StaticType.UNKNOWN;
    }

    @Override
    public StaticType literal(Ast.Literal literal) {
        Object value = literal.value();
        return value == null ? StaticType.NOTHING : StaticType.system(Conversions.typeName(value));
    }

    @Override
    public StaticType special(Ast.Special special) {
        return switch (special.kind()) {
            case THIS, HERE -> self;
            case INDEX -> StaticType.system("Integer");
            case TOTAL -> StaticType.UNKNOWN;
        };
    }

    @Override
    public StaticType variable(Ast.Variable variable) {
        return ROOTS.contains(variable.name()) ? root : StaticType.UNKNOWN;
    }

    @Override
    public StaticType member(Ast.Member member) {
        StaticType input = member.input().accept(this);
        String name = member.name();
        if (member.isStart() && Definitions.r4().type(name).isPresent() && input.mayBe(name)) {
            return input;
        }
        StaticType child = input.child(name);
        if (!child.names().isEmpty() || child.isUnknown() || input.names().isEmpty()) {
            return child;
        }
        if (input.names().stream().allMatch(type -> type.startsWith("System."))) {
            return StaticType.UNKNOWN;
        }
        List<String> inJson = input.elementsNamedInJson(name);
        String hint = inJson.isEmpty()
                ? DidYouMean.hint(name, input.elementNames())
                : "; in FHIRPath it is '" + inJson.get(0) + "'";
        return problem(member.position(), input + " has no element '" + name + "'" + hint);
    }

    @Override
    public StaticType call(Ast.Call call) {
        StaticType input = call.input().accept(this);
        String name = call.name();
        if (FunctionTypes.TEXT_ONLY.contains(name) && !input.mayBeText()) {
            problem(call.position(), name + "() is for a String, not for " + input);
        }
        if (FunctionTypes.ORDERED.contains(name) && !input.isOrdered()) {
            problem(call.position(), name + "() needs an order, which the items do not have");
        }
        if (List.of("is", "as", "ofType").contains(name)) {
            return name.equals("is") ? StaticType.system("Boolean") : typeArgument(call);
        }
        StaticType outer = self;
        self = FunctionTypes.SCOPED.contains(name) ? input : outer;
        List<StaticType> arguments = new ArrayList<>();
        for (Ast argument : call.arguments()) {
            arguments.add(argument.accept(this));
        }
        self = outer;
        return result(call, input, arguments);
    }

    private StaticType result(Ast.Call call, StaticType input, List<StaticType> arguments) {
        String name = call.name();
        if (FunctionTypes.LIKE_INPUT.contains(name)) {
            return name.equals("sort") ? new StaticType(input.names(), input.isUnknown(), true) : input;
        }
        if (FunctionTypes.LIKE_BOTH.contains(name) && arguments.size() == 1) {
            return input.or(arguments.get(0));
        }
        if (name.equals("select") && arguments.size() == 1) {
            return arguments.get(0);
        }
        if (name.equals("iif") && arguments.size() >= 2) {
            return arguments.size() == 2 ? arguments.get(1) : arguments.get(1).or(arguments.get(2));
        }
        return FunctionTypes.result(name);
    }

    private static StaticType typeArgument(Ast.Call call) {
        if (call.arguments().size() == 1 && call.arguments().get(0) instanceof Ast.Member member) {
            TypeName type = member.input() instanceof Ast.Member namespace
                    ? new TypeName(member.position(), namespace.name(), member.name())
                    : new TypeName(member.position(), "", member.name());
            return named(type);
        }
        return StaticType.UNKNOWN;
    }

    private static StaticType named(TypeName type) {
        if (type.namespace().equals("System")) {
            return StaticType.UNKNOWN;
        }
        return Definitions.r4().type(type.name()).isPresent() ? StaticType.of(type.name()) : StaticType.UNKNOWN;
    }

    @Override
    public StaticType indexed(Ast.Indexed indexed) {
        StaticType input = indexed.input().accept(this);
        indexed.index().accept(this);
        return input.isOrdered()
                ? input
                : problem(indexed.position(), "An index needs an order, which the items do not have");
    }

    @Override
    public StaticType sign(Ast.Sign sign) {
        return sign.operand().accept(this);
    }

    @Override
    public StaticType binary(Ast.Binary binary) {
        StaticType left = binary.left().accept(this);
        StaticType right = binary.right().accept(this);
        return switch (binary.operator()) {
            case UNION -> left.or(right);
            case CONCATENATE -> StaticType.system("String");
            case MULTIPLY, DIVIDE, DIV, MOD, ADD, SUBTRACT -> StaticType.UNKNOWN;
            case IS, AS -> StaticType.UNKNOWN;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL -> StaticType.system("Boolean");
            case EQUIVALENT, NOT_EQUIVALENT, IN, CONTAINS, AND, OR, XOR, IMPLIES -> StaticType.system("Boolean");
        };
    }

    @Override
    public StaticType typeTest(Ast.TypeTest test) {
        test.operand().accept(this);
        return test.isCast() ? named(test.type()) : StaticType.system("Boolean");
    }
}
