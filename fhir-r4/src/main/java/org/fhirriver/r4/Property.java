package org.fhirriver.r4;

/**
 * A name that may stand in the JSON of a type, and what it means.
 *
 * @param name such as {@code birthDate} or {@code valueQuantity}
 * @param element the element behind it
 * @param type the type of each value
 */
public record Property(String name, Element element, TypeUse type) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Property property && property.element == element && property.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
