package org.fhirriver.mapping.pipeline;

import org.fhirriver.mapping.source.Position;

/**
 * The name of a column as it stands in a pipeline file, outside of expressions.
 *
 * @param child the name of the child whose rows have it; empty for the record's own
 */
public record ColumnName(String name, String child, Position position) {

    /** A column of the record. */
    public ColumnName(String name, Position position) {
        this(name, "", position);
    }
}
