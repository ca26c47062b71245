package org.fhirriver.mapping.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.LoopCode;
import org.fhirriver.mapping.fpml.Template;
import org.fhirriver.mapping.fpml.Template.Array;
import org.fhirriver.mapping.fpml.Template.Branch;
import org.fhirriver.mapping.fpml.Template.Constant;
import org.fhirriver.mapping.fpml.Template.Fields;
import org.fhirriver.mapping.fpml.Template.Fields.Field;
import org.fhirriver.mapping.fpml.Template.Hole;
import org.fhirriver.mapping.fpml.Template.Loop;
import org.fhirriver.mapping.fpml.Template.Scoped;
import org.fhirriver.mapping.fpml.Template.Take;
import org.fhirriver.mapping.fpml.Template.Text;
import org.fhirriver.mapping.fpml.TemplateExpression;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.typed.Target.Fit;
import org.fhirriver.r4.Type;
import org.jspecify.annotations.Nullable;

/** Compiles the part of a template that writes one element. */
final class ValueCompiler implements Template.Cases<Node> {

    private final Compilation compilation;
    private final Target target;
    private final Variables variables;
    private final @Nullable LocatedScalar key;

    private ValueCompiler(Compilation compilation, Target target, Variables variables, @Nullable LocatedScalar key) {
        this.compilation = compilation;
        this.target = target;
        this.variables = variables;
        this.key = key;
    }

    /** The value of a field. */
    static Node compile(Field field, Target target, Variables variables, Compilation compilation) {
        return field.value().fold(new ValueCompiler(compilation, target, variables, field.key()));
    }

    @Override
    public Node constant(Constant constant) {
        if (constant.value() == null) {
            return Nodes.Nothing.INSTANCE;
        }
        if (!takesOne(constant)) {
            return Nodes.Nothing.INSTANCE;
        }
        new ExpressionChecks(target, compilation).reference(constant.scalar().text(), constant::position);
        return Literals.compile(constant, target, compilation);
    }

    @Override
    public Node hole(Hole hole) {
        TemplateExpression expression = compilation.expression(hole.expression(), variables);
        new ExpressionChecks(target, compilation).check(expression);
        Place place = Place.of(target.path(), hole.expression());
        if (hole.take() == Take.ALL) {
            if (target.fit() == Fit.ONE) {
                problem(hole.position(), target.path() + " takes one value, not a list: write '{{ … }}'");
            }
            return new Nodes.All(expression, target.writer(), place);
        }
        if (!takesOne(hole)) {
            return Nodes.Nothing.INSTANCE;
        }
        return new Nodes.First(
                expression, target.writer(), place, target.use().code().equals("CodeableConcept"));
    }

    @Override
    public Node text(Text text) {
        Optional<Hole> only = onlyHole(text);
        if (only.isPresent()) {
            return hole(only.get());
        }
        boolean xml = target.type().name().equals("xhtml");
        List<Nodes.Joined.Piece> pieces = new ArrayList<>();
        List<TemplateExpression> holes = new ArrayList<>();
        for (Text.Part part : text.parts()) {
            Optional<TemplateExpression> hole =
                    part.hole().map(found -> compilation.expression(found.expression(), variables));
            hole.ifPresent(holes::add);
            pieces.add(hole.map(expression -> new Nodes.Joined.Piece("", expression, xml))
                    .orElseGet(() -> new Nodes.Joined.Piece(part.literal(), null, false)));
        }
        if (!target.type().isPrimitive()) {
            problem(text.position(), target.takes() + ", not text");
            return Nodes.Nothing.INSTANCE;
        }
        if (!takesOne(text)) {
            return Nodes.Nothing.INSTANCE;
        }
        new ExpressionChecks(target, compilation).check(text, holes);
        return new Nodes.Joined(pieces, target.writer(), new Place(target.path(), text.scalar(), 0));
    }

    /** The one expression of a text that has nothing but white space around it, as block scalars end in a line break. */
    private static Optional<Hole> onlyHole(Text text) {
        List<Hole> holes =
                text.parts().stream().flatMap(part -> part.hole().stream()).toList();
        boolean blank = text.parts().stream().allMatch(part -> part.literal().isBlank());
        return holes.size() == 1 && blank ? Optional.of(holes.get(0)) : Optional.empty();
    }

    @Override
    public Node fields(Fields fields) {
        if (fields.fields().isEmpty() && fields.merged().isEmpty()) {
            return Nodes.Nothing.INSTANCE;
        }
        if (target.type().isPrimitive()) {
            problem(where(fields), target.takes() + ", not an object");
            return Nodes.Nothing.INSTANCE;
        }
        if (!takesOne(fields)) {
            return Nodes.Nothing.INSTANCE;
        }
        if (!target.type().name().equals("Resource")) {
            return new ObjectCompiler(compilation, target.type(), target.path(), variables)
                    .referringTo(target.use())
                    .boundTo(target)
                    .compile(fields);
        }
        Optional<Type> resource = ResourceTypes.of(fields, compilation);
        return resource.map(type -> new ObjectCompiler(compilation, type, type.name(), variables).compile(fields))
                .orElse(Nodes.Nothing.INSTANCE);
    }

    @Override
    public Node array(Array array) {
        if (target.fit() == Fit.ONE) {
            problem(where(array), target.path() + " takes one value, not a list");
            return Nodes.Nothing.INSTANCE;
        }
        ValueCompiler inner = with(Fit.ITEMS, variables);
        List<Node> nodes = new ArrayList<>();
        for (Template item : array.items()) {
            Node node = item.fold(inner);
            if (node != Nodes.Nothing.INSTANCE) {
                nodes.add(node);
            }
        }
        if (nodes.size() == 1) {
            return nodes.get(0);
        }
        Node several = new Nodes.Several(List.copyOf(nodes));
        return nodes.stream().allMatch(node -> node instanceof Nodes.Fixed) ? Compilation.fix(several) : several;
    }

    @Override
    public Node scoped(Scoped scoped) {
        Assignments assignments = Assignments.compile(scoped, target.path(), variables, compilation);
        return new Nodes.Within(assignments.variables(), scoped.body().fold(with(target.fit(), assignments.known())));
    }

    @Override
    public Node branch(Branch branch) {
        TemplateExpression condition = compilation.condition(branch, variables);
        Node then = branch.then().fold(this);
        Node otherwise = branch.otherwise().map(template -> template.fold(this)).orElse(Nodes.Nothing.INSTANCE);
        return new Nodes.Either(condition, Place.of(target.path(), branch.condition()), then, otherwise);
    }

    @Override
    public Node loop(Loop loop) {
        LoopCode code = LoopCode.compile(loop, variables, compilation.expressions(), compilation.problems());
        if (target.fit() == Fit.ONE) {
            problem(loop.position(), target.path() + " takes one value, and a loop gives a list");
        }
        ValueCompiler inner =
                new ValueCompiler(compilation.with(code.inner()), target.with(Fit.ITEMS), code.variables(), null);
        return new Nodes.Each(
                code, Place.of(target.path(), loop.expression()), loop.body().fold(inner));
    }

    private ValueCompiler with(Fit fit, Variables known) {
        return new ValueCompiler(compilation, target.with(fit), known, null);
    }

    /** Where a mistake in the form of a value is: at the field, when the value begins on a line of its own. */
    private Position where(Template value) {
        Position position = value.position();
        LocatedScalar field = key;
        return field != null && field.position().line() < position.line() ? field.position() : position;
    }

    /** Whether a single value may stand here; a problem otherwise. */
    private boolean takesOne(Template value) {
        if (target.fit() == Fit.LIST) {
            problem(where(value), target.path() + " takes a list: begin each value with '- ', or write '{[ … ]}'");
            return false;
        }
        return true;
    }

    private void problem(Position position, String message) {
        compilation.problem(position, message);
    }
}
