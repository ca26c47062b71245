package org.fhirriver.mapping.typed;

import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.mapping.fpml.TemplateException;
import org.fhirriver.mapping.fpml.TemplateValue;

/** A name that an {@code {% assign %}} gives to a value. */
record Variable(int slot, TemplateValue value, String element) {

    /** Gives the variable its value. */
    void bind(Evaluation evaluation) {
        try {
            evaluation.set(slot, value.in(evaluation));
        } catch (TemplateException e) {
            throw new Rejection(element, String.valueOf(e.getMessage()), e.position());
        }
    }
}
