package org.fhirriver.mapping.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final String DEBEZIUM = "io.debezium.time.";

    private ConnectValue() {}

    /** The value in its canonical form; a schema of an unknown name counts as its plain type. */
    static @Nullable Object decode(@Nullable Object schema, @Nullable Object value, @Nullable ColumnType declared)
            throws NotReadable {
        if (!(schema instanceof Map<?, ?> description) || value == null) {
            return value;
        }
        if (value instanceof Map<?, ?> struct && "struct".equals(description.get("type"))) {
            return struct(description, struct);
        }
        if (value instanceof List<?> items && "array".equals(description.get("type"))) {
            return items(description, items);
        }
        try {
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

    private static Map<String, @Nullable Object> struct(Map<?, ?> schema, Map<?, ?> struct) throws NotReadable {
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

    private static Object logical(Map<?, ?> schema, Object value, @Nullable ColumnType declared) throws NotReadable {
        String name = String.valueOf(schema.get("name"));
        boolean local = declared == ColumnType.TIMESTAMP;
        return switch (name) {
            case CONNECT + "Date", DEBEZIUM + "Date" -> CanonicalTime.text(LocalDate.ofEpochDay(number(value)));
            case CONNECT + "Time", DEBEZIUM + "Time" -> time(number(value), 1_000_000);
            case DEBEZIUM + "MicroTime" -> time(number(value), 1_000);
            case DEBEZIUM + "NanoTime" -> time(number(value), 1);
            case CONNECT + "Timestamp" -> timestamp(number(value), 1_000, local);
            case DEBEZIUM + "Timestamp" -> timestamp(number(value), 1_000, true);
            case DEBEZIUM + "MicroTimestamp" -> timestamp(number(value), 1_000_000, true);
            case DEBEZIUM + "NanoTimestamp" -> timestamp(number(value), 1_000_000_000, true);
            case DEBEZIUM + "ZonedTimestamp" ->
                CanonicalTime.moment(value.toString()).orElse(value.toString());
            case CONNECT + "Decimal" -> decimal(schema, value);
            default -> value;
        };
    }

    private static long number(Object value) throws NotReadable {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new NotReadable("does not fit its Connect schema");
    }

    private static String time(long units, long nanosPerUnit) {
        return CanonicalTime.text(LocalTime.ofNanoOfDay(Math.multiplyExact(units, nanosPerUnit)));
    }

    private static String timestamp(long units, long perSecond, boolean local) {
        long nanos = Math.floorMod(units, perSecond) * (1_000_000_000 / perSecond);
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(units, perSecond), nanos);
        return local
                ? CanonicalTime.text(instant.atOffset(ZoneOffset.UTC).toLocalDateTime())
                : CanonicalTime.text(instant.atOffset(ZoneOffset.UTC));
    }

    private static Object decimal(Map<?, ?> schema, Object value) throws NotReadable {
        if (!(value instanceof String base64)) {
            return value;
        }
        Object scale = schema.get("parameters") instanceof Map<?, ?> parameters ? parameters.get("scale") : null;
        BigInteger unscaled = new BigInteger(Base64.getDecoder().decode(base64));
        return DeclaredType.checked(new BigDecimal(unscaled, Integer.parseInt(String.valueOf(scale))));
    }
}
