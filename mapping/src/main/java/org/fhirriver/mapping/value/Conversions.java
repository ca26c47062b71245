package org.fhirriver.mapping.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fhirriver.fhirpath.value.Quantity;

/** Brings values that stand for an object of some type to that object. */
public final class Conversions {

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final Set<String> QUANTITIES =
            Set.of("Quantity", "SimpleQuantity", "Age", "Count", "Distance", "Duration");

    private Conversions() {}

    /** The fields of the object that a value is, or means, in a place of that type. */
    static Map<?, ?> object(Object value, String type) {
        if (value instanceof Map<?, ?> map) {
            return type.equals("CodeableConcept") && isCoding(map) ? Map.of("coding", List.of(map)) : map;
        }
        if (value instanceof List<?> codings && type.equals("CodeableConcept") && areCodings(codings)) {
            return Map.of("coding", codings);
        }
        if (value instanceof Quantity quantity && QUANTITIES.contains(type)) {
            return quantity(quantity);
        }
        throw Unfit.type(value, type);
    }

    /** Whether all items are Codings, which together make a CodeableConcept. */
    public static boolean areCodings(List<?> items) {
        return items.stream().allMatch(item -> item instanceof Map<?, ?> map && isCoding(map));
    }

    private static Map<?, ?> quantity(Quantity quantity) {
        if (quantity.unit().equals("1") && quantity.calendar() == null) {
            return Map.of("value", quantity.value());
        }
        // Not Map.of, whose order is another in every process: the same record has to give the same bytes.
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("value", quantity.value());
        members.put("unit", quantity.unit());
        members.put("system", UCUM);
        members.put("code", quantity.code());
        return members;
    }

    /** Whether an object is a Coding rather than a CodeableConcept. */
    private static boolean isCoding(Map<?, ?> map) {
        return !map.containsKey("coding") && (map.containsKey("code") || map.containsKey("system"));
    }
}
