package org.fhirriver.mapping.record;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Brings a value of Kafka Connect's JSON to its canonical form with the help of the schema beside it.
 *
 * <p>Connect's timestamp counts from 1970 in UTC, whether the column knew an offset or not; so it is a local time when
 * the pipeline declares the column as {@code timestamp}, and a point in time otherwise.
 */
final class ConnectValue {

    private static final String CONNECT = "org.apache.kafka.connect.data.";
    private static final String DEBEZIUM = "io.debezium.data.";

    private ConnectValue() {}

    /** The value in its canonical form; a schema of an unknown name counts as its plain type. */
    static @Nullable Object decode(@Nullable Object schema, @Nullable Object value, @Nullable ColumnType declared)
            throws NotReadable {
        if (!(schema instanceof Map<?, ?> description) || value == null) {
            return value;
        }
        try {
            if (value instanceof Map<?, ?> struct && "struct".equals(description.get("type"))) {
                return struct(description, struct);
            }
            if (value instanceof List<?> items && "array".equals(description.get("type"))) {
                return items(description, items);
            }
            return logical(description, value, declared);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new NotReadable("does not fit its Connect schema");
        }
    }

    /** The schemas of a struct's fields by name. */
    static Map<String, Object> fields(Map<?, ?> schema) {
        Map<String, Object> fields = new HashMap<>();
        if (schema.get("fields") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> field && field.get("field") instanceof String name) {
                    fields.put(name, field);
                }
            }
        }
        return fields;
    }

    private static Object struct(Map<?, ?> schema, Map<?, ?> struct) throws NotReadable {
        if ((DEBEZIUM + "VariableScaleDecimal").equals(schema.get("name"))
                && struct.get("scale") instanceof Integer scale
                && struct.get("value") instanceof String unscaled) {
            return decimal(unscaled, scale);
        }
        Map<String, Object> fields = fields(schema);
        Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : struct.entrySet()) {
            String name = String.valueOf(entry.getKey());
            decoded.put(name, decode(fields.get(name), entry.getValue(), null));
        }
        return decoded;
    }

    private static List<@Nullable Object> items(Map<?, ?> schema, List<?> items) throws NotReadable {
        List<@Nullable Object> decoded = new ArrayList<>(items.size());
        for (Object item : items) {
            decoded.add(decode(schema.get("items"), item, null));
        }
        return decoded;
    }

    private static @Nullable Object logical(Map<?, ?> schema, Object value, @Nullable ColumnType declared)
            throws NotReadable {
        String name = String.valueOf(schema.get("name"));
        return switch (name) {
            case CONNECT + "Decimal" -> value instanceof String text ? decimal(text, scale(schema)) : value;
            case DEBEZIUM + "Bits" -> value instanceof String text ? bits(schema, text) : value;
            case DEBEZIUM + "Uuid" -> value.toString().toLowerCase(Locale.ROOT);
            case DEBEZIUM + "Json" -> json(value);
            default -> {
                Object time = ConnectTime.decode(name, value, declared == ColumnType.TIMESTAMP);
                yield time == null ? value : time;
            }
        };
    }

    private static int scale(Map<?, ?> schema) {
        Object scale = schema.get("parameters") instanceof Map<?, ?> parameters ? parameters.get("scale") : null;
        return Integer.parseInt(String.valueOf(scale));
    }

    private static Object decimal(String base64, int scale) throws NotReadable {
        return DeclaredType.checked(
                new BigDecimal(new BigInteger(Base64.getDecoder().decode(base64)), scale));
    }

    /** Bits come as bytes, the lowest first; they become the text that a database writes, the highest first. */
    private static String bits(Map<?, ?> schema, String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        Object declared = schema.get("parameters") instanceof Map<?, ?> parameters ? parameters.get("length") : null;
        int length = declared == null ? bytes.length * 8 : Integer.parseInt(String.valueOf(declared));
        // Bit strings of varying length have the greatest length that there is.
        length = Math.min(length, bytes.length * 8);
        StringBuilder text = new StringBuilder(length);
        for (int bit = length - 1; bit >= 0; bit--) {
            text.append((bytes[bit / 8] >> (bit % 8) & 1) == 1 ? '1' : '0');
        }
        return text.toString();
    }

    /** JSON becomes what it says, as it does when the database is read. */
    private static @Nullable Object json(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        try (JsonParser parser = JsonValues.JSON.createParser(text)) {
            parser.nextToken();
            return JsonValues.read(parser);
        } catch (IOException | NotReadable e) {
            // A database's own JSON is JSON; a number of a million digits stays text.
            return text;
        }
    }
}
