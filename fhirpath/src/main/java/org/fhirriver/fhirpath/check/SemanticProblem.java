package org.fhirriver.fhirpath.check;

import org.fhirriver.fhirpath.syntax.Position;

/**
 * Something that cannot be right whatever the data is.
 *
 * @param position where in the expression
 * @param message what is wrong
 */
public record SemanticProblem(Position position, String message) {

    @Override
    public String toString() {
        return position + ": " + message;
    }
}
