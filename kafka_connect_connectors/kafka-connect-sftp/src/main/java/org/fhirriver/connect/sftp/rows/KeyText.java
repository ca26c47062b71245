package org.fhirriver.connect.sftp.rows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.fhirriver.connect.kit.keys.RecordKeyText;

/** The key of a row's record. */
final class KeyText {

    private KeyText() {}

    static String of(List<String> columns, Struct value) {
        if (columns.size() == 1) {
            return text(columns.get(0), value);
        }
        return RecordKeyText.of(
                columns.stream().map(column -> text(column, value)).toList());
    }

    private static String text(String column, Struct row) {
        Object value = row.get(column);
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value instanceof java.util.Date date
                ? time(date.toInstant(), row.schema().field(column).schema())
                : value.toString();
    }

    @SuppressWarnings("JavaUtilDate") // Connect's own type for dates, times and timestamps.
    private static String time(Instant instant, Schema schema) {
        var utc = instant.atOffset(ZoneOffset.UTC);
        if (Date.LOGICAL_NAME.equals(schema.name())) {
            return utc.toLocalDate().toString();
        }
        return Time.LOGICAL_NAME.equals(schema.name())
                ? DateTimeFormatter.ISO_LOCAL_TIME.format(utc.toLocalTime())
                : DateTimeFormatter.ISO_INSTANT.format(instant);
    }
}
