package org.fhirriver.mapping.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Follows references that begin with '#': what they mean must be contained in the same resource (FHIR R4, 2.3.0.3). */
public final class Fragments {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Fragments() {}

    /**
     * Rejects a resource with a reference to a contained resource that it does not have.
     *
     * @throws Unfit when it has one, with the path below the resource
     */
    public static void check(byte[] resource) {
        try {
            resource(JSON.readTree(resource));
        } catch (IOException e) {
            throw new UncheckedIOException("What was written is not JSON", e);
        }
    }

    private static void resource(JsonNode resource) {
        Set<String> ids = new HashSet<>();
        for (JsonNode contained : resource.path("contained")) {
            ids.add("#" + contained.path("id").asText());
        }
        for (Map.Entry<String, JsonNode> field : resource.properties()) {
            below(field.getKey(), field.getValue(), ids);
        }
    }

    private static void below(String name, JsonNode value, Set<String> ids) {
        try {
            for (JsonNode item : value.isArray() ? value : Set.of(value)) {
                item(name, item, ids);
            }
        } catch (Unfit e) {
            throw e.in(name);
        }
    }

    private static void item(String name, JsonNode item, Set<String> ids) {
        if (name.equals("reference") && item.isTextual()) {
            String reference = item.asText();
            if (reference.startsWith("#") && reference.length() > 1 && !ids.contains(reference)) {
                throw new Unfit("the reference begins with '#', but no such resource is contained");
            }
        } else if (item.has("resourceType") && !name.equals("contained")) {
            resource(item);
        } else {
            for (Map.Entry<String, JsonNode> field : item.properties()) {
                below(field.getKey(), field.getValue(), ids);
            }
        }
    }
}
