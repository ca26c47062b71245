package org.fhirriver.fhirpath.value;

/** How far a date or time is known; a fraction of a second belongs to the second. */
public enum Precision {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND;

    boolean isFinerThan(Precision other) {
        return compareTo(other) > 0;
    }
}
