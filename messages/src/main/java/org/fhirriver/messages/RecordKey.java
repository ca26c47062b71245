package org.fhirriver.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key of a record: the values of the pipeline's key columns, in canonical text.
 *
 * <p>Its {@link #text()} is the key of the record's Kafka messages and goes into every computed id, so equal keys have
 * equal text whoever delivered the record: one column gives its own text, several a JSON array of texts. Integers are
 * in decimal without leading zeros, decimals without an exponent and trailing zeros, text is as it is.
 *
 * @param parts the canonical text of each key column, in the pipeline's order; at least one
 */
public record RecordKey(List<String> parts) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    public RecordKey {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A record's key has at least one part");
        }
    }

    /**
     * The key made of the values of the key columns as they stand in a canonical record.
     *
     * @param values strings, numbers or booleans; never null, for a record without its key has none
     */
    public static RecordKey of(List<?> values) {
        if (values.size() == 1) {
            return new RecordKey(List.of(canonical(values.get(0))));
        }
        List<String> parts = new ArrayList<>(values.size());
        for (Object value : values) {
            parts.add(canonical(value));
        }
        return new RecordKey(parts);
    }

    /** The key that a text stands for in a pipeline with so many key columns; empty when the text does not fit. */
    public static Optional<RecordKey> parse(String text, int columns) {
        if (columns == 1) {
            return Optional.of(new RecordKey(List.of(text)));
        }
        try {
            List<String> parts = JSON.readValue(text, TEXTS);
            boolean fits = parts != null && parts.size() == columns && !parts.contains(null);
            return fits ? Optional.of(new RecordKey(parts)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The key as the text that stands on the bus. */
    public String text() {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        try {
            return JSON.writeValueAsString(parts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A list of texts can always be written as JSON", e);
        }
    }

    /**
     * The canonical text of one value of a key.
     *
     * @throws IllegalArgumentException when the value is of a kind that cannot be part of a key
     */
    public static String canonical(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof BigInteger) {
            return value.toString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalArgumentException(
                "A key cannot hold a value of type " + value.getClass().getSimpleName());
    }

    @Override
    public String toString() {
        return text();
    }
}
