package org.fhirriver.fhirpath.eval;

import org.jspecify.annotations.Nullable;

/** A part of an expression, ready to run. */
@FunctionalInterface
public interface Code {

    /**
     * Its result: null for the empty collection, a single item, or {@code Items}.
     *
     * @param evaluation what all parts share
     * @param self what {@code $this} is
     */
    @Nullable Object run(Evaluation evaluation, @Nullable Object self);
}
