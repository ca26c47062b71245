package org.fhirriver.extractor.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fhirriver.extractor.source.Filters;
import org.fhirriver.messages.RecordKey;

/**
 * What the body of a request for a batch asks for.
 *
 * @param pipelines the pipelines to read
 * @param filters what limits their records
 */
record BatchRequest(List<String> pipelines, Filters filters) {

    private static final int MOST_PIPELINES = 1_000;

    BatchRequest {
        pipelines = List.copyOf(pipelines);
    }

    /** The request for a batch of several pipelines. */
    static BatchRequest of(Context ctx) {
        JsonNode body = JsonBody.of(ctx);
        JsonBody.require(body, Set.of("pipelines", "filters"), "the body");
        JsonNode names = body.path("pipelines");
        if (!names.isArray() || names.isEmpty() || names.size() > MOST_PIPELINES) {
            throw bad("'pipelines' is a list of names, as {\"pipelines\": [\"mimic-patients\"]}");
        }
        List<String> pipelines = new ArrayList<>();
        for (JsonNode name : names) {
            if (!name.isTextual()) {
                throw bad("'pipelines' is a list of names, as {\"pipelines\": [\"mimic-patients\"]}");
            }
            pipelines.add(name.textValue());
        }
        return new BatchRequest(pipelines, filters(body.path("filters")));
    }

    /** The filters of a batch of one pipeline; no body means none. */
    static Filters filters(Context ctx) {
        JsonNode body = JsonBody.of(ctx);
        JsonBody.require(body, Set.of("filters"), "the body");
        return filters(body.path("filters"));
    }

    private static Filters filters(JsonNode filters) {
        if (filters.isMissingNode() || filters.isNull()) {
            return Filters.NONE;
        }
        JsonBody.require(filters, Set.of("key", "changed", "limit"), "'filters'");
        Map<String, String> texts = new HashMap<>();
        if (filters.has("key")) {
            JsonNode key = filters.path("key");
            JsonBody.require(key, Set.of("from", "to"), "'filters.key'");
            put(texts, Filters.KEY_FROM, key.path("from"));
            put(texts, Filters.KEY_TO, key.path("to"));
        }
        if (filters.has("changed")) {
            JsonNode changed = filters.path("changed");
            JsonBody.require(changed, Set.of("column", "since"), "'filters.changed'");
            put(texts, Filters.CHANGED_COLUMN, changed.path("column"));
            put(texts, Filters.CHANGED_SINCE, changed.path("since"));
            if (!texts.containsKey(Filters.CHANGED_COLUMN) || !texts.containsKey(Filters.CHANGED_SINCE)) {
                throw bad("'filters.changed' has a 'column' and a value, 'since'");
            }
        }
        if (filters.has("limit")) {
            JsonNode limit = filters.path("limit");
            if (!limit.isIntegralNumber() || !limit.canConvertToLong() || limit.longValue() < 1) {
                throw bad("'filters.limit' is a whole number above 0");
            }
            texts.put(Filters.LIMIT, limit.asText());
        }
        return new Filters(texts);
    }

    private static void put(Map<String, String> texts, String name, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        texts.put(name, value.isArray() ? parts(name, value) : single(name, value));
    }

    /** A composite key as a list of its parts, which is how the API writes it as well. */
    private static String parts(String name, JsonNode value) {
        List<String> parts = new ArrayList<>();
        value.forEach(part -> parts.add(single(name, part)));
        if (parts.size() < 2) {
            throw bad("'filters.%s' is one value, or a list of a composite key's parts".formatted(name));
        }
        return new RecordKey(parts).text();
    }

    private static String single(String name, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw bad("'filters.%s' is a text or a number, or a list of a composite key's parts".formatted(name));
        }
        return value.asText();
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(ProblemKind.BAD_REQUEST, detail);
    }
}
