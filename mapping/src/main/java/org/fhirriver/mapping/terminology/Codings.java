package org.fhirriver.mapping.terminology;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fhirriver.mapping.value.FixedObject;

/** Makes FHIR Codings as plain values; what is empty is left out. */
final class Codings {

    private Codings() {}

    static Map<String, Object> of(String system, String code, String display) {
        Map<String, Object> coding = new LinkedHashMap<>();
        put(coding, "system", system);
        put(coding, "code", code);
        put(coding, "display", display);
        return new FixedObject(coding);
    }

    private static void put(Map<String, Object> coding, String name, String value) {
        if (!value.isBlank()) {
            coding.put(name, value);
        }
    }
}
