package org.fhirriver.mapping.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * Brings what stands in a pipeline's record topic to the canonical form.
 *
 * <p>It reads a plain JSON object, and Kafka Connect's JSON with its {@code schema} and {@code payload}. Columns get
 * the names that the pipeline declares, whatever their case, and the others lower case. Safe for use by many threads.
 */
public final class RecordReader {

    private final List<String> key;
    private final Map<String, String> declaredNames = new HashMap<>();
    private final Map<String, ColumnType> types;
    private final Set<String> children;

    public RecordReader(Pipeline pipeline) {
        this(pipeline.key(), pipeline.extraction());
    }

    RecordReader(List<String> key, Extraction extraction) {
        this.key = List.copyOf(key);
        this.types = extraction.columns();
        this.children = extraction.children().stream()
                .map(Extraction.Child::name)
                .collect(Collectors.toCollection(TreeSet::new));
        extraction.declaredNames(key).forEach(name -> declaredNames.put(name.toLowerCase(Locale.ROOT), name));
    }

    /** Reads the bytes of a message's value. */
    public RecordReading read(byte[] json) {
        try (JsonParser parser = JsonValues.JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new RecordReading.Refused("The message is not a JSON object");
            }
            Map<String, @Nullable Object> object = JsonValues.object(parser);
            if (parser.nextToken() != null) {
                return new RecordReading.Refused("Something follows the message's JSON object");
            }
            return isConnect(object) ? fromConnect(object) : canonical(object);
        } catch (StreamConstraintsException e) {
            return new RecordReading.Refused(
                    "The message is nested too deeply, or one of its names or numbers is too long");
        } catch (IOException e) {
            return new RecordReading.Refused(
                    isUtf8(json) ? "The message is not JSON" : "The message is not UTF-8 text");
        } catch (NotReadable e) {
            return new RecordReading.Refused("A value of the message " + e.reason());
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Brings columns as a source has them to the canonical form; the values are plain JSON values. */
    public RecordReading canonical(Map<String, ? extends @Nullable Object> columns) {
        return record(columns, Map.of());
    }

    /** The bytes of a canonical record, as they stand in the record topic. */
    public static byte[] json(Map<String, ? extends @Nullable Object> values) {
        return JsonValues.write(values);
    }

    private RecordReading fromConnect(Map<String, @Nullable Object> envelope) {
        if (!(envelope.get("payload") instanceof Map<?, ?> payload)) {
            return new RecordReading.Refused("The message has a Connect schema, but its payload is not a struct");
        }
        Map<String, Object> schemas =
                envelope.get("schema") instanceof Map<?, ?> schema ? ConnectValue.fields(schema) : Map.of();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        payload.forEach((name, value) -> columns.put(String.valueOf(name), value));
        return record(columns, schemas);
    }

    private RecordReading record(Map<String, ? extends @Nullable Object> columns, Map<String, Object> schemas) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(columns.size() * 2);
        for (Map.Entry<String, ? extends @Nullable Object> column : columns.entrySet()) {
            String name = declared(column.getKey());
            try {
                @Nullable ColumnType type = types.get(name);
                @Nullable Object value = ConnectValue.decode(schemas.get(column.getKey()), column.getValue(), type);
                value = type == null ? value : DeclaredType.convert(type, value);
                value = children.contains(name) ? withLowerCaseNames(value) : value;
                if (values.containsKey(name)) {
                    return new RecordReading.Refused("The message has two columns '" + name + "'");
                }
                values.put(name, value);
            } catch (NotReadable e) {
                return new RecordReading.Refused("The column '" + name + "' " + e.reason());
            }
        }
        return keyed(values);
    }

    private RecordReading keyed(Map<String, @Nullable Object> values) {
        List<Object> parts = new ArrayList<>(key.size());
        for (String column : key) {
            Object part = values.get(column);
            if (part == null) {
                return new RecordReading.Refused(
                        values.containsKey(column)
                                ? "The key column '" + column + "' is null"
                                : "The record has no column '" + column + "', which is part of its key");
            }
            if (part instanceof Map || part instanceof List) {
                return new RecordReading.Refused("The key column '" + column + "' holds a structure, not a value");
            }
            if (part instanceof String text && text.isBlank()) {
                return new RecordReading.Refused("The key column '" + column + "' is empty");
            }
            parts.add(part);
        }
        return new RecordReading.CanonicalRecord(values, RecordKey.of(parts));
    }

    private String declared(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return declaredNames.getOrDefault(lower, lower);
    }

    /** A child's rows have columns of their own; what is within a column stays as it is. */
    private static @Nullable Object withLowerCaseNames(@Nullable Object rows) {
        if (!(rows instanceof List<?> list)) {
            return rows;
        }
        List<@Nullable Object> renamed = new ArrayList<>(list.size());
        for (Object row : list) {
            if (row instanceof Map<?, ?> columns) {
                Map<String, @Nullable Object> lower = new LinkedHashMap<>();
                columns.forEach((name, value) -> lower.put(String.valueOf(name).toLowerCase(Locale.ROOT), value));
                renamed.add(lower);
            } else {
                renamed.add(row);
            }
        }
        return renamed;
    }

    /** Connect writes exactly a schema and a payload; a table with these two columns has no schema that is a map. */
    private static boolean isConnect(Map<String, @Nullable Object> object) {
        return object.size() == 2
                && object.containsKey("payload")
                && object.containsKey("schema")
                && (object.get("schema") == null
                        || (object.get("schema") instanceof Map<?, ?> schema && schema.containsKey("type")))
                && (object.get("payload") == null || object.get("payload") instanceof Map);
    }
}
