package org.fhirriver.mapping.typed;

import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.mapping.fpml.ExpressionText;
import org.fhirriver.mapping.fpml.TemplateException;
import org.fhirriver.mapping.fpml.TemplateExpression;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.value.Unfit;
import org.jspecify.annotations.Nullable;

/** An element of the resource and the part of the template that writes it, for those who have to find a mistake. */
record Place(String element, LocatedScalar scalar, int offset) {

    static Place of(String element, ExpressionText expression) {
        return new Place(element, expression.scalar(), expression.offset());
    }

    Position position() {
        return scalar.at(offset);
    }

    @Nullable Object evaluate(TemplateExpression expression, Evaluation evaluation) {
        try {
            return expression.evaluate(evaluation);
        } catch (TemplateException e) {
            throw rejection(e);
        } catch (Unfit e) {
            throw rejection(e);
        }
    }

    boolean holds(TemplateExpression condition, Evaluation evaluation) {
        try {
            return condition.holds(evaluation);
        } catch (TemplateException e) {
            throw rejection(e);
        } catch (Unfit e) {
            throw rejection(e);
        }
    }

    Rejection rejection(TemplateException e) {
        return new Rejection(element, String.valueOf(e.getMessage()), e.position());
    }

    Rejection rejection(Unfit e) {
        return new Rejection(element + e.below(), e.reason(), position());
    }

    Rejection rejection(String reason) {
        return new Rejection(element, reason, position());
    }
}
