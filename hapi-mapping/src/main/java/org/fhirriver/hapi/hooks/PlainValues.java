package org.fhirriver.hapi.hooks;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fhirriver.hapi.RecordRejected;
import org.jspecify.annotations.Nullable;

/** Brings what a hook has put into a record to the values that a record can have. */
final class PlainValues {

    private PlainValues() {}

    static Map<String, @Nullable Object> of(Map<?, ?> values) throws RecordRejected {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            plain.put(String.valueOf(entry.getKey()), of(entry.getValue()));
        }
        return plain;
    }

    private static @Nullable Object of(@Nullable Object value) throws RecordRejected {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return of(map);
        }
        if (value instanceof Iterable<?> items) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Object item : items) {
                list.add(of(item));
            }
            return list;
        }
        return value instanceof Number number ? number(number) : text(value);
    }

    private static Object number(Number number) throws RecordRejected {
        if (number instanceof Short || number instanceof Byte) {
            return number.intValue();
        }
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            throw new RecordRejected("The hook put a number into the record that JSON does not have: "
                    + number.getClass().getName());
        }
    }

    private static Object text(Object value) throws RecordRejected {
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant().toString();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        if (value instanceof LocalDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        }
        if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof Enum<?>
                || value instanceof UUID
                || value instanceof TemporalAccessor) {
            return value.toString();
        }
        throw new RecordRejected("The hook put a value into the record that JSON does not have: "
                + value.getClass().getName());
    }
}
