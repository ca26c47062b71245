package org.fhirriver.mapping.typed;

import java.util.ArrayList;
import java.util.List;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.Template;
import org.fhirriver.mapping.fpml.Template.Branch;
import org.fhirriver.mapping.fpml.Template.Constant;
import org.fhirriver.mapping.fpml.Template.Fields;
import org.fhirriver.mapping.fpml.Template.Fields.Field;
import org.fhirriver.mapping.fpml.Template.Scoped;
import org.fhirriver.mapping.fpml.TemplateExpression;
import org.fhirriver.mapping.typed.ObjectNode.Condition;
import org.fhirriver.mapping.typed.ObjectNode.Part;

/** Finds the parts of an object: itself and, one by one, all that is merged into it. */
final class PartsCompiler {

    private final Compilation compilation;
    private final String path;
    private final List<Part> parts = new ArrayList<>();
    private final List<Variables> variables = new ArrayList<>();
    private final List<Given> fields = new ArrayList<>();
    private int conditions;
    private int slots;
    private boolean open;

    private PartsCompiler(Compilation compilation, String path) {
        this.compilation = compilation;
        this.path = path;
    }

    /** A field that a part gives. */
    record Given(Field field, int part) {}

    static PartsCompiler compile(Fields fields, String path, Variables variables, Compilation compilation) {
        PartsCompiler compiler = new PartsCompiler(compilation, path);
        int self = compiler.add(new Part(0, null, true, List.of()), variables);
        compiler.own(fields, self);
        return compiler;
    }

    List<Part> parts() {
        return parts;
    }

    /** The fields in the order in which they replace one another. */
    List<Given> fields() {
        return fields;
    }

    /** Whether something is merged whose fields are known only when it is there. */
    boolean isOpen() {
        return open;
    }

    /** The variables that the fields of a part see, none of which shares its slot with another part's. */
    Variables variables(int part) {
        Variables known = variables.get(part);
        while (known.size() < slots) {
            known = known.with("-" + known.size());
        }
        return known;
    }

    private void own(Fields object, int part) {
        object.fields().forEach(field -> fields.add(new Given(field, part)));
        object.merged().forEach(merged -> merge(merged, part));
    }

    private void merge(Template object, int part) {
        if (object instanceof Fields merged) {
            own(merged, part);
        } else if (object instanceof Scoped scoped) {
            Assignments assignments = Assignments.compile(scoped, path, variables(part), compilation);
            merge(scoped.body(), add(new Part(part, null, true, assignments.variables()), assignments.known()));
        } else if (object instanceof Branch branch) {
            TemplateExpression expression = compilation.condition(branch, variables(part));
            Condition condition = new Condition(conditions++, expression, Place.of(path, branch.condition()));
            merge(branch.then(), add(new Part(part, condition, true, List.of()), variables(part)));
            branch.otherwise()
                    .ifPresent(other ->
                            merge(other, add(new Part(part, condition, false, List.of()), variables(part))));
        } else if (!(object instanceof Constant)) {
            open = true;
            // Only for its problems: an object with such a part is made as a whole.
            compilation.value(object, variables(part));
        }
    }

    private int add(Part part, Variables known) {
        parts.add(part);
        variables.add(known);
        slots = Math.max(slots, known.size());
        return parts.size() - 1;
    }
}
