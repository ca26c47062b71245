package org.fhirriver.mapping.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The type that a pipeline declares for a column, so that text becomes a value. */
public enum ColumnType {
    INTEGER,
    DECIMAL,
    /** A binary floating point number: the shortest digits that name it. */
    DOUBLE,
    BOOLEAN,
    DATE,
    /** A local date and time, to be read in the pipeline's zone. */
    TIMESTAMP,
    /** A point in time, with an offset. */
    TIMESTAMPTZ,
    TIME,
    TEXT,
    /** Bytes, as base64. */
    BYTES;

    /** The type of a name in a pipeline file. */
    public static Optional<ColumnType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.label().equals(name)).findFirst();
    }

    /** The names of all types. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(ColumnType::label).toList();
    }

    /** The type's name in a pipeline file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
