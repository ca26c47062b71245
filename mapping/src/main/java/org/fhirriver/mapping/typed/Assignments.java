package org.fhirriver.mapping.typed;

import java.util.ArrayList;
import java.util.List;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.Template.Scoped;
import org.fhirriver.mapping.fpml.Template.Scoped.Assignment;
import org.fhirriver.mapping.fpml.TemplateValue;

/** The variables of an {@code {% assign %}} and all that are known after it. */
record Assignments(List<Variable> variables, Variables known) {

    static Assignments compile(Scoped scoped, String path, Variables outer, Compilation compilation) {
        List<Variable> variables = new ArrayList<>();
        Variables known = outer;
        for (Assignment assignment : scoped.assignments()) {
            TemplateValue value = compilation.value(assignment.value(), known);
            String name = assignment.name().text();
            known = known.with(name);
            int slot = known.slot(name).orElseThrow();
            variables.add(new Variable(slot, value, path));
        }
        return new Assignments(variables, known);
    }
}
