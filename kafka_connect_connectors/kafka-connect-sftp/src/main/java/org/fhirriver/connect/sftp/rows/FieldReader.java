package org.fhirriver.connect.sftp.rows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.fhirriver.connect.sftp.settings.RecordSettings;

/** Brings a field's text to the type that a schema has for it. */
final class FieldReader {

    private final RecordSettings settings;
    private final List<DateTimeFormatter> timestamps;

    FieldReader(RecordSettings settings) {
        this.settings = settings;
        this.timestamps = settings.timestampFormats().stream()
                .map(DateTimeFormatter::ofPattern)
                .toList();
    }

    /** A value of Connect. */
    Object read(String column, Schema schema, String text) throws Unreadable {
        try {
            return schema.type() == Schema.Type.STRING ? text : typed(schema, text.strip());
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            String type = schema.name() == null ? schema.type().name() : schema.name();
            throw new Unreadable("column " + column + " is not of type " + type);
        }
    }

    private Object typed(Schema schema, String text) {
        String logical = schema.name() == null ? "" : schema.name();
        return switch (logical) {
            case Decimal.LOGICAL_NAME -> decimal(schema, text);
            case Date.LOGICAL_NAME -> date(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            case Time.LOGICAL_NAME ->
                date(LocalTime.parse(text).atDate(LocalDate.EPOCH).toInstant(ZoneOffset.UTC));
            case Timestamp.LOGICAL_NAME -> date(moment(text));
            default -> plain(schema.type(), text);
        };
    }

    private static Object plain(Schema.Type type, String text) {
        return switch (type) {
            case INT8 -> Byte.valueOf(text);
            case INT16 -> Short.valueOf(text);
            case INT32 -> Integer.valueOf(text);
            case INT64 -> Long.valueOf(text);
            case FLOAT32 -> Float.valueOf(text);
            case FLOAT64 -> Double.valueOf(text);
            case BOOLEAN -> bool(text);
            case BYTES -> Base64.getDecoder().decode(text);
            case STRING, ARRAY, MAP, STRUCT -> throw new IllegalArgumentException(type.name());
        };
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "yes", "y" -> true;
            case "false", "f", "0", "no", "n" -> false;
            default -> throw new IllegalArgumentException("not a boolean");
        };
    }

    private static BigDecimal decimal(Schema schema, String text) {
        int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
        // More digits than the schema has room for are a wrong value, not one to be rounded.
        return new BigDecimal(text).setScale(scale, RoundingMode.UNNECESSARY);
    }

    private Instant moment(String text) {
        for (DateTimeFormatter format : timestamps) {
            try {
                return LocalDateTime.parse(text, format)
                        .atZone(settings.timestampZone())
                        .toInstant();
            } catch (DateTimeException e) {
                // The next format may fit.
            }
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    @SuppressWarnings("JavaUtilDate") // Connect's own type for dates, times and timestamps.
    private static java.util.Date date(Instant instant) {
        return java.util.Date.from(instant);
    }
}
