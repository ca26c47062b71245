package org.fhirriver.fhirpath.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item that knows its FHIR type. Operators and functions see the FHIRPath value inside. */
public interface Wrapped {

    /** The value that FHIRPath works with; null for a primitive that has extensions only. */
    @Nullable Object value();

    /** The JSON value as it came; null for a primitive that has extensions only. */
    @Nullable Object json();

    /** The quantity that a FHIR Quantity means; null when it is something else or no plain quantity. */
    @Nullable Quantity quantity();

    /** What stands beside a primitive: its id and extensions. */
    @Nullable Map<String, Object> companion();
}
