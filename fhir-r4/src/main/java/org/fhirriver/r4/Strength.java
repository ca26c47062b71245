package org.fhirriver.r4;

/** How firmly an element is bound to its value set. */
public enum Strength {
    REQUIRED,
    EXTENSIBLE,
    PREFERRED,
    EXAMPLE
}
