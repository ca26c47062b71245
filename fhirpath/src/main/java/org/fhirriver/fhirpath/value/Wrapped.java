package org.fhirriver.fhirpath.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item that knows its FHIR type. Operators and functions see the FHIRPath value inside.
 *
 * <p>It is a class and no interface because every operator asks for it, and a class is told apart faster.
 */
public abstract class Wrapped {

    /** The value that FHIRPath works with; null for a primitive that has extensions only. */
    public abstract @Nullable Object value();

    /** The JSON value as it came; null for a primitive that has extensions only. */
    public abstract @Nullable Object json();

    /** The quantity that a FHIR Quantity means; null when it is something else or no plain quantity. */
    public abstract @Nullable Quantity quantity();

    /** What stands beside a primitive: its id and extensions. */
    public abstract @Nullable Map<String, Object> companion();
}
