package org.fhirriver.mapping.fpml;

import org.fhirriver.fhirpath.syntax.Ast;

/** Tells expressions that are made of literals alone. */
public final class Constancy {

    private Constancy() {}

    /** Whether there is nothing but literals and operators. */
    public static boolean isConstant(Ast ast) {
        if (ast instanceof Ast.Literal) {
            return true;
        }
        return !ast.children().isEmpty() && ast.children().stream().allMatch(Constancy::isConstant);
    }
}
