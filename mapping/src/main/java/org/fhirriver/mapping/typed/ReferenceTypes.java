package org.fhirriver.mapping.typed;

import java.util.Optional;

/** Tells which type of resource {@code reference('pipeline', …)} refers to. */
@FunctionalInterface
public interface ReferenceTypes {

    /** The type for the function's first argument; empty when there is no such pipeline. */
    Optional<String> of(String pipeline);

    /** Knows no pipeline. */
    static ReferenceTypes none() {
        return pipeline -> Optional.empty();
    }
}
