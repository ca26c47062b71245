package org.fhirriver.mapping.schema;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pieces that schemas are made of. */
final class Parts {

    private Parts() {}

    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    static Map<String, Object> ref(String definition) {
        return map("$ref", "#/definitions/" + definition);
    }

    static Map<String, Object> anyOf(Object... choices) {
        return map("anyOf", Arrays.asList(choices));
    }

    static Map<String, Object> text(String description) {
        return map("type", "string", "description", description);
    }

    /** One name or a list of names. */
    static Map<String, Object> names(String description) {
        return map(
                "description",
                description,
                "anyOf",
                List.of(map("type", "string"), map("type", "array", "minItems", 1, "items", map("type", "string"))));
    }

    static Map<String, Object> choice(String description, List<String> values) {
        return map("description", description, "enum", values);
    }

    /** An object of known keys and no others. */
    static Map<String, Object> object(String description, List<String> required, Map<String, Object> properties) {
        Map<String, Object> object = map("type", "object", "description", description);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("additionalProperties", false);
        object.put("properties", properties);
        return object;
    }

    /** An object whose keys are names of the user's. */
    static Map<String, Object> named(String description, Object value) {
        return map("type", "object", "description", description, "additionalProperties", value);
    }
}
