package org.fhirriver.mapping.columns;

import org.fhirriver.mapping.columns.Scope.Shape;
import org.fhirriver.mapping.fpml.ExpressionText;
import org.fhirriver.mapping.fpml.Template;
import org.fhirriver.mapping.fpml.Template.Array;
import org.fhirriver.mapping.fpml.Template.Branch;
import org.fhirriver.mapping.fpml.Template.Constant;
import org.fhirriver.mapping.fpml.Template.Fields;
import org.fhirriver.mapping.fpml.Template.Hole;
import org.fhirriver.mapping.fpml.Template.Loop;
import org.fhirriver.mapping.fpml.Template.Scoped;
import org.fhirriver.mapping.fpml.Template.Text;

/** Follows rows of children through a template; gives what a value is, as far as that is known. */
final class TemplateUses implements Template.Cases<Shape> {

    private final PathCheck check;
    private final Scope scope;

    TemplateUses(PathCheck check, Scope scope) {
        this.check = check;
        this.scope = scope;
    }

    @Override
    public Shape constant(Constant constant) {
        return Shape.UNKNOWN;
    }

    @Override
    public Shape hole(Hole hole) {
        return shape(hole.expression());
    }

    @Override
    public Shape text(Text text) {
        text.parts().forEach(part -> part.hole().ifPresent(this::hole));
        return Shape.UNKNOWN;
    }

    @Override
    public Shape fields(Fields fields) {
        fields.fields().forEach(field -> field.value().fold(this));
        fields.merged().forEach(merged -> merged.fold(this));
        return Shape.UNKNOWN;
    }

    @Override
    public Shape array(Array array) {
        array.items().forEach(item -> item.fold(this));
        return Shape.UNKNOWN;
    }

    @Override
    public Shape scoped(Scoped scoped) {
        Scope inner = scope;
        for (Scoped.Assignment assignment : scoped.assignments()) {
            Shape value = assignment.value().fold(new TemplateUses(check, inner));
            inner = inner.with(assignment.name().text(), value);
        }
        return scoped.body().fold(new TemplateUses(check, inner));
    }

    @Override
    public Shape branch(Branch branch) {
        shape(branch.condition());
        branch.then().fold(this);
        branch.otherwise().ifPresent(otherwise -> otherwise.fold(this));
        return Shape.UNKNOWN;
    }

    @Override
    public Shape loop(Loop loop) {
        Shape item = shape(loop.expression());
        Scope inner = loop.item().map(name -> scope.with(name, item)).orElseGet(() -> scope.within(item));
        loop.body().fold(new TemplateUses(check, inner));
        return Shape.UNKNOWN;
    }

    private Shape shape(ExpressionText expression) {
        return new ExpressionUses(check, expression, scope).shape();
    }
}
