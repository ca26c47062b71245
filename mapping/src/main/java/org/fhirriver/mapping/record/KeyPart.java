package org.fhirriver.mapping.record;

import java.util.Optional;
import org.fhirriver.mapping.pipeline.ColumnType;

/** Brings a value that refers to a key column to the form that the column has in its own records. */
public final class KeyPart {

    private KeyPart() {}

    /** The value in the column's type; empty when it is not of that type. */
    public static Optional<Object> of(ColumnType type, Object value) {
        try {
            return Optional.ofNullable(DeclaredType.convert(type, value));
        } catch (NotReadable e) {
            return Optional.empty();
        }
    }
}
