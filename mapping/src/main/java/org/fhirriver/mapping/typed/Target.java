package org.fhirriver.mapping.typed;

import org.fhirriver.mapping.value.ValueWriter;
import org.fhirriver.r4.Element;
import org.fhirriver.r4.Type;
import org.fhirriver.r4.TypeUse;
import org.jspecify.annotations.Nullable;

/**
 * The element that a part of a template writes.
 *
 * @param path where it is, from the resource down: {@code Patient.name.given}
 * @param use the type as the element uses it
 * @param type the same type
 * @param writer writes plain values of it
 * @param fit how many values the part may give
 * @param refersTo where the text of a reference may point to; null for any other element
 */
record Target(
        String path,
        Element element,
        TypeUse use,
        Type type,
        ValueWriter writer,
        Fit fit,
        @Nullable TypeUse refersTo) {

    /** How many values a part of a template may give. */
    enum Fit {
        /** One or none. */
        ONE,
        /** A list, written as one. */
        LIST,
        /** Any number, within a list. */
        ITEMS
    }

    Target with(Fit newFit) {
        return new Target(path, element, use, type, writer, newFit, refersTo);
    }

    /** What the element takes, for messages. */
    String takes() {
        if (type.isPrimitive()) {
            return path + " takes " + article(type.name());
        }
        return path + " takes an object" + (use.code().contains(".") ? "" : " (" + use.code() + ")");
    }

    private static String article(String name) {
        return ("aeiou".indexOf(name.charAt(0)) >= 0 && !name.startsWith("u") ? "an " : "a ") + name;
    }
}
