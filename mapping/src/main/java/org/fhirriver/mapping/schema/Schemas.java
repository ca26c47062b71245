package org.fhirriver.mapping.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the JSON Schemas (draft 7, which editors' YAML plugins read) of the files in a folder of pipelines. */
public final class Schemas {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Schemas() {}

    /** The schema of a pipeline file, with the templates of all R4 resources. */
    public static String pipeline() {
        return write(PipelineSchema.build());
    }

    /** The schema of a {@code source.yaml}. */
    public static String source() {
        return write(SourceSchema.build());
    }

    /** A line for each part, so that a change of one type is a change of one line. */
    private static String write(Map<String, Object> schema) {
        List<String> parts = new ArrayList<>();
        schema.forEach((key, value) -> parts.add(
                json(key) + ": " + (key.equals("definitions") ? definitions((Map<?, ?>) value) : json(value))));
        return "{\n" + String.join(",\n", parts) + "\n}\n";
    }

    private static String definitions(Map<?, ?> definitions) {
        List<String> parts = new ArrayList<>();
        definitions.forEach((name, type) -> parts.add("  " + json(name) + ": " + json(type)));
        return "{\n" + String.join(",\n", parts) + "\n}";
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps and lists can always be written as JSON", e);
        }
    }
}
