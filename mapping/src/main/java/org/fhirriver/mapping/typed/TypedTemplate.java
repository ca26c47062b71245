package org.fhirriver.mapping.typed;

import java.util.Optional;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.ExpressionCompiler;
import org.fhirriver.mapping.fpml.Template;
import org.fhirriver.mapping.fpml.Template.Fields;
import org.fhirriver.mapping.fpml.Template.Scoped;
import org.fhirriver.mapping.fpml.TemplateParser;
import org.fhirriver.mapping.source.Located;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.value.Fragments;
import org.fhirriver.mapping.value.JsonBuffer;
import org.fhirriver.mapping.value.Unfit;
import org.fhirriver.mapping.value.ValueWriters;
import org.fhirriver.r4.Type;

/** The template of one resource, compiled and checked against its type; for any number of threads. */
public final class TypedTemplate {

    private final Type type;
    private final Node root;
    private final Position position;

    private TypedTemplate(Type type, Node root, Position position) {
        this.type = type;
        this.root = root;
        this.position = position;
    }

    /**
     * Compiles a template that has a {@code resourceType}; empty when it has problems, all of which are noted.
     *
     * @param variables the variables that evaluations come with
     */
    public static Optional<TypedTemplate> compile(
            Located source,
            ValueWriters writers,
            ExpressionCompiler expressions,
            ReferenceTypes referenceTypes,
            Variables variables,
            Problems problems) {
        int before = problems.size();
        Compilation compilation = new Compilation(writers, expressions, referenceTypes, problems);
        Template template = TemplateParser.parse(source, problems);
        Reachable.check(template, problems);
        Optional<TypedTemplate> compiled = compile(template, variables, compilation);
        return problems.size() == before ? compiled : Optional.empty();
    }

    private static Optional<TypedTemplate> compile(Template template, Variables variables, Compilation compilation) {
        if (template instanceof Scoped scoped && scoped.body() instanceof Fields fields) {
            return ResourceTypes.of(fields, compilation).map(type -> {
                Assignments assignments = Assignments.compile(scoped, type.name(), variables, compilation);
                Node body = root(type, fields, assignments.known(), compilation);
                return new TypedTemplate(type, new Nodes.Within(assignments.variables(), body), fields.position());
            });
        }
        if (template instanceof Fields fields) {
            return ResourceTypes.of(fields, compilation)
                    .map(type ->
                            new TypedTemplate(type, root(type, fields, variables, compilation), fields.position()));
        }
        compilation.problem(template.position(), "A template is an object with a resourceType");
        return Optional.empty();
    }

    private static Node root(Type type, Fields fields, Variables variables, Compilation compilation) {
        return new ObjectCompiler(compilation, type, type.name(), variables)
                .asRoot()
                .compile(fields);
    }

    /** The type of the resource. */
    public String resourceType() {
        return type.name();
    }

    /**
     * Writes the resource of a record to the end of a buffer.
     *
     * @param id the resource's id
     * @throws Rejection when the record cannot become the resource; what the buffer then holds is of no use
     */
    public void write(Evaluation evaluation, String id, JsonBuffer out) {
        int mark = out.size();
        root.write(new Run(out, evaluation, id));
        if (out.mayHaveFragments()) {
            checkFragments(out.from(mark));
        }
    }

    private void checkFragments(byte[] resource) {
        try {
            Fragments.check(resource);
        } catch (Unfit e) {
            throw new Rejection(type.name() + e.below(), e.reason(), position);
        }
    }
}
