package org.fhirriver.fhirpath.compile;

import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.value.Conversions;

/** The operators of three-valued logic. The right operand is left alone where the left one decides. */
final class Logic {

    private Logic() {}

    static Code and(Code left, Code right) {
        return unlessDecided(left, right, Boolean.FALSE, Boolean.FALSE);
    }

    static Code or(Code left, Code right) {
        return unlessDecided(left, right, Boolean.TRUE, Boolean.TRUE);
    }

    static Code implies(Code left, Code right) {
        return unlessDecided(left, right, Boolean.FALSE, Boolean.TRUE);
    }

    /**
     * The right operand, unless the left one decides.
     *
     * @param decisive the left operand that decides
     * @param decided the result then, and where the left operand is unknown but the right one gives the same
     */
    private static Code unlessDecided(Code left, Code right, Boolean decisive, Boolean decided) {
        return (evaluation, self) -> {
            Boolean a = Conversions.truth(left.run(evaluation, self));
            if (decisive.equals(a)) {
                return decided;
            }
            Boolean b = Conversions.truth(right.run(evaluation, self));
            return (a != null || decided.equals(b)) ? b : null;
        };
    }

    static Code xor(Code left, Code right) {
        return (evaluation, self) -> {
            Boolean a = Conversions.truth(left.run(evaluation, self));
            Boolean b = Conversions.truth(right.run(evaluation, self));
            return (a == null || b == null) ? null : !a.equals(b);
        };
    }
}
