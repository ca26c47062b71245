package org.fhirriver.connect.sftp.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Reads a schema as it stands in a configuration: {@code {"name": "…", "type": "STRUCT", "fieldSchemas": {"id": {"type":
 * "INT64", "isOptional": false}}}}.
 */
final class SchemaText {

    private static final Set<Schema.Type> SIMPLE = Set.of(
            Schema.Type.INT8,
            Schema.Type.INT16,
            Schema.Type.INT32,
            Schema.Type.INT64,
            Schema.Type.FLOAT32,
            Schema.Type.FLOAT64,
            Schema.Type.BOOLEAN,
            Schema.Type.STRING,
            Schema.Type.BYTES);
    private static final Set<String> LOGICAL =
            Set.of(Decimal.LOGICAL_NAME, Date.LOGICAL_NAME, Time.LOGICAL_NAME, Timestamp.LOGICAL_NAME);

    private SchemaText() {}

    /** The schema of a struct; anything else is an IllegalArgumentException that says what is wrong. */
    static Schema read(String json) {
        JsonNode node;
        try {
            node = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "it is not JSON, line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        }
        JsonNode fields = node.path("fieldSchemas");
        if (type(node, "it") != Schema.Type.STRUCT || !fields.isObject() || fields.isEmpty()) {
            throw new IllegalArgumentException("it is not a STRUCT with fieldSchemas");
        }
        SchemaBuilder struct = SchemaBuilder.struct();
        if (node.hasNonNull("name")) {
            struct.name(node.get("name").asText());
        }
        if (node.path("isOptional").asBoolean(false)) {
            struct.optional();
        }
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            struct.field(field.getKey(), field(field.getKey(), field.getValue()));
        }
        return struct.build();
    }

    private static Schema field(String name, JsonNode node) {
        Schema.Type type = type(node, name);
        if (!SIMPLE.contains(type)) {
            throw new IllegalArgumentException(name + " is of type " + type + ", which no field of a CSV has");
        }
        var field = new SchemaBuilder(type);
        String logical = node.path("name").asText("");
        if (LOGICAL.contains(logical)) {
            field = logical(name, logical, type, node.path("parameters").path("scale"));
        } else if (!logical.isEmpty()) {
            field.name(logical);
        }
        return node.path("isOptional").asBoolean(false) ? field.optional().build() : field.build();
    }

    private static SchemaBuilder logical(String field, String logical, Schema.Type type, JsonNode scale) {
        SchemaBuilder builder = switch (logical) {
            case Date.LOGICAL_NAME -> Date.builder();
            case Time.LOGICAL_NAME -> Time.builder();
            case Timestamp.LOGICAL_NAME -> Timestamp.builder();
            default -> Decimal.builder(scale.asInt(0));
        };
        if (builder.type() != type) {
            throw new IllegalArgumentException(field + " is a " + logical + ", whose type is " + builder.type());
        }
        if (logical.equals(Decimal.LOGICAL_NAME) && scale.isMissingNode()) {
            throw new IllegalArgumentException(field + " is a Decimal without the parameter scale");
        }
        return builder;
    }

    private static Schema.Type type(JsonNode node, String what) {
        String name = node.path("type").asText("").toUpperCase(Locale.ROOT);
        return Arrays.stream(Schema.Type.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        what + " has no type" + (name.isEmpty() ? "" : " that Connect knows: " + name)));
    }
}
