package org.fhirriver.mapping.fpml;

import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;

/**
 * The text of a FHIRPath expression and where it stands.
 *
 * @param text the expression without its markup
 * @param scalar the scalar of the file that holds it
 * @param offset where in the scalar's text it begins
 */
public record ExpressionText(String text, LocatedScalar scalar, int offset) {

    /** Where the expression begins in its file. */
    public Position position() {
        return position(0);
    }

    /** Where a character of the expression stands in its file. */
    public Position position(int index) {
        return scalar.at(offset + index);
    }

    @Override
    public String toString() {
        return text;
    }
}
