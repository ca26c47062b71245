package org.fhirriver.mapping.fpml;

import org.fhirriver.fhirpath.eval.Evaluation;
import org.jspecify.annotations.Nullable;

/** A part of a template, compiled to give plain values. */
interface Producer {

    /** Stands for no value at all, which drops out, where null is a value that stays. */
    Object NOTHING = new Object() {
        @Override
        public String toString() {
            return "nothing";
        }
    };

    /** The value: null, text, a number, a boolean, a map, a list, or {@link #NOTHING}. */
    @Nullable Object produce(Evaluation evaluation);
}
