package org.fhirriver.mapping.pipeline;

import org.fhirriver.mapping.source.Position;

/** The name of a column as it stands in a pipeline file, outside of expressions. */
public record ColumnName(String name, Position position) {}
