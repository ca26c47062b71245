package org.fhirriver.connect.jdbc.rows;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.fhirriver.connect.jdbc.dialect.Temporals;
import org.fhirriver.connect.jdbc.settings.TemporalMapping;
import org.fhirriver.connect.jdbc.settings.TimestampGranularity;
import org.fhirriver.connect.jdbc.settings.ValueSettings;
import org.jspecify.annotations.Nullable;

/** The types of dates, times and timestamps. */
final class Times {

    private static final DateTimeFormatter NINE_DIGITS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn");
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    private final boolean asText;
    private final TimestampGranularity granularity;
    private final ZoneId zone;
    private final Temporals temporals;

    Times(ValueSettings settings, Temporals temporals) {
        this.asText = settings.temporal() == TemporalMapping.ISO_TEXT;
        this.granularity = settings.granularity();
        this.zone = settings.zone();
        this.temporals = temporals;
    }

    ColumnType date() {
        Function<Object, String> text = value -> CanonicalText.of((LocalDate) value);
        if (asText) {
            return text(temporals::date, text);
        }
        Schema optional = Date.builder().optional().build();
        return new ColumnType(optional, optional, temporals::date, Times::connectDate, text);
    }

    ColumnType time() {
        Function<Object, String> text =
                value -> value instanceof LocalTime time ? CanonicalText.of(time) : value.toString();
        if (asText) {
            return text(temporals::time, text);
        }
        Schema optional = Time.builder().optional().build();
        return new ColumnType(optional, optional, temporals::time, Times::connectTime, text);
    }

    ColumnType timestamp() {
        return timestamp(temporals::timestamp, value -> CanonicalText.of((LocalDateTime) value), zone);
    }

    ColumnType moment() {
        return timestamp(temporals::moment, value -> CanonicalText.ofMoment((LocalDateTime) value), ZoneOffset.UTC);
    }

    private ColumnType timestamp(ColumnType.Reader reader, Function<Object, String> text, ZoneId in) {
        if (asText) {
            return text(reader, text);
        }
        return switch (granularity) {
            case CONNECT_LOGICAL ->
                finite(
                        Timestamp.builder().optional().build(),
                        reader,
                        value -> java.util.Date.from(value.atZone(in).toInstant()),
                        text);
            case NANOS_LONG ->
                finite(
                        Schema.OPTIONAL_INT64_SCHEMA,
                        reader,
                        value -> nanos(value, in).longValueExact(),
                        text);
            case NANOS_STRING ->
                finite(
                        Schema.OPTIONAL_STRING_SCHEMA,
                        reader,
                        value -> nanos(value, in).toString(),
                        text);
            case NANOS_ISO_DATETIME_STRING -> finite(Schema.OPTIONAL_STRING_SCHEMA, reader, NINE_DIGITS::format, text);
        };
    }

    private static ColumnType text(ColumnType.Reader reader, Function<Object, String> text) {
        return new ColumnType(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA, reader, text::apply, text);
    }

    /** PostgreSQL's infinity has no number, so even a column that is never null can give none. */
    private static ColumnType finite(
            Schema optional,
            ColumnType.Reader reader,
            Function<LocalDateTime, Object> toConnect,
            Function<Object, String> text) {
        return new ColumnType(
                optional,
                optional,
                reader,
                value -> {
                    var timestamp = (LocalDateTime) value;
                    boolean infinite = timestamp.equals(LocalDateTime.MAX) || timestamp.equals(LocalDateTime.MIN);
                    return infinite ? null : toConnect.apply(timestamp);
                },
                text);
    }

    private static @Nullable Object connectDate(Object value) {
        var date = (LocalDate) value;
        if (date.equals(LocalDate.MAX) || date.equals(LocalDate.MIN)) {
            return null;
        }
        return java.util.Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** What is no time of a day has no number. */
    private static @Nullable Object connectTime(Object value) {
        return value instanceof LocalTime time
                ? java.util.Date.from(Instant.ofEpochMilli(time.toNanoOfDay() / 1_000_000))
                : null;
    }

    private static BigInteger nanos(LocalDateTime value, ZoneId zone) {
        Instant instant = value.atZone(zone).toInstant();
        return BigInteger.valueOf(instant.getEpochSecond()).multiply(NANOS).add(BigInteger.valueOf(instant.getNano()));
    }
}
