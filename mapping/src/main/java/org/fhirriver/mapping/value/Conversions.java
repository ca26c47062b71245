package org.fhirriver.mapping.value;

import java.util.List;
import java.util.Map;

/** Brings values that stand for an object of some type to that object. */
final class Conversions {

    private Conversions() {}

    /** The fields of the object that a value is, or means, in a place of that type. */
    static Map<?, ?> object(Object value, String type) {
        if (value instanceof Map<?, ?> map) {
            return type.equals("CodeableConcept") && isCoding(map) ? Map.of("coding", List.of(map)) : map;
        }
        throw Unfit.type(value, type);
    }

    /** Whether an object is a Coding rather than a CodeableConcept. */
    private static boolean isCoding(Map<?, ?> map) {
        return !map.containsKey("coding") && (map.containsKey("code") || map.containsKey("system"));
    }
}
