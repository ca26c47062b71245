package org.fhirriver.extractor.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.util.Set;
import java.util.TreeSet;

/** The JSON of a request. */
final class JsonBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonBody() {}

    /** The body; no body is an empty object. */
    static JsonNode of(Context ctx) {
        if (ctx.body().isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(ctx.body());
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, "The body is not JSON");
        }
    }

    /** Requires an object that has no members but the known ones. */
    static void require(JsonNode node, Set<String> names, String what) {
        if (!node.isObject()) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, what + " is a JSON object");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new ProblemException(
                        ProblemKind.BAD_REQUEST,
                        "%s has a member that is not known; known are %s".formatted(what, new TreeSet<>(names)));
            }
        });
    }
}
