package org.fhirriver.mapping.typed;

import java.math.BigDecimal;
import java.util.Optional;
import org.fhirriver.mapping.pipeline.ColumnType;

/**
 * A value as any column of a declared type has it: what does not convert for this one converts for none.
 *
 * @param kind what it is, in words
 */
record SampleValue(Object value, String kind) {

    /** The value of a type; empty for text, which may be anything. */
    static Optional<SampleValue> of(ColumnType type) {
        return switch (type) {
            case INTEGER -> Optional.of(new SampleValue(1, "an integer"));
            case DECIMAL -> Optional.of(new SampleValue(BigDecimal.ONE, "a decimal"));
            case DOUBLE -> Optional.of(new SampleValue(BigDecimal.ONE, "a double"));
            case BOOLEAN -> Optional.of(new SampleValue(true, "a boolean"));
            case DATE -> Optional.of(new SampleValue("2020-01-31", "a date"));
            case TIMESTAMP -> Optional.of(new SampleValue("2020-01-31T12:00:00", "a timestamp"));
            case TIMESTAMPTZ -> Optional.of(new SampleValue("2020-01-31T12:00:00Z", "a timestamptz"));
            case TIME -> Optional.of(new SampleValue("12:00:00", "a time"));
            case TEXT, BYTES -> Optional.empty();
        };
    }
}
