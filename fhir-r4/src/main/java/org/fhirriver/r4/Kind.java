package org.fhirriver.r4;

/** What sort of type a type is. */
public enum Kind {
    /** A single value in JSON, with a companion such as {@code _birthDate} for its id and extensions. */
    PRIMITIVE,
    /** A data type made of elements, such as HumanName. */
    COMPLEX,
    /** The type of one element that has elements of its own, such as {@code Patient.contact}. */
    BACKBONE,
    /** Something that stands on its own, such as Patient. */
    RESOURCE
}
