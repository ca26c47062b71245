package org.fhirriver.fhirpath.syntax;

/**
 * The name of a type as an expression writes it.
 *
 * @param position where it begins
 * @param namespace {@code System} or {@code FHIR}; empty where it is left out
 * @param name such as {@code Patient}
 */
public record TypeName(Position position, String namespace, String name) {

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + '.' + name;
    }
}
