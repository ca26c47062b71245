package org.fhirriver.mapping.value;

import org.fhirriver.r4.Element;
import org.fhirriver.r4.Type;

/** FHIR's rule that an object has content: an id alone is none, nor is the address of an extension without a value. */
public final class Substance {

    private Substance() {}

    /** Whether an element alone makes an object worth writing. */
    public static boolean is(Type type, Element element) {
        String name = element.name();
        return !name.equals("id") && !(name.equals("url") && type.name().equals("Extension"));
    }
}
