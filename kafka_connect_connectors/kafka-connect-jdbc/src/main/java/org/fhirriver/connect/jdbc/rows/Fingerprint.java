package org.fhirriver.connect.jdbc.rows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A row's content in 128 bits, by which it is known again.
 *
 * @param one half
 * @param other half, mixed with other factors
 */
public record Fingerprint(long one, long other) {

    static Fingerprint of(@Nullable Object[] values) {
        var mixer = new Mixer();
        for (Object value : values) {
            mixer.addValue(value);
        }
        return new Fingerprint(mixer.one, mixer.other);
    }

    private static final class Mixer {

        private static final long FACTOR_ONE = 0x9E3779B97F4A7C15L;
        private static final long FACTOR_OTHER = 0xC2B2AE3D27D4EB4FL;

        private long one = 1;
        private long other = 2;

        private void addValue(@Nullable Object value) {
            if (value instanceof String text) {
                addText(text);
            } else if (value instanceof byte[] bytes) {
                add(bytes.length);
                for (byte each : bytes) {
                    add(each);
                }
            } else if (value instanceof BigDecimal decimal) {
                addText(decimal.toString());
            } else {
                add(bits(value));
            }
        }

        private void addText(String text) {
            add(text.length());
            for (int i = 0; i < text.length(); i++) {
                add(text.charAt(i));
            }
        }

        private void add(long bits) {
            one = (one ^ bits) * FACTOR_ONE;
            one ^= one >>> 29;
            other = (other ^ bits) * FACTOR_OTHER;
            other ^= other >>> 31;
        }

        private long bits(@Nullable Object value) {
            if (value == null) {
                return 0x5EED_0F_0F_5EEDL;
            }
            if (value instanceof Integer || value instanceof Long) {
                return ((Number) value).longValue();
            }
            if (value instanceof Double number) {
                return Double.doubleToLongBits(number);
            }
            if (value instanceof LocalDateTime timestamp) {
                add(timestamp.toLocalTime().toNanoOfDay());
                return timestamp.toLocalDate().toEpochDay();
            }
            if (value instanceof LocalDate date) {
                return date.toEpochDay();
            }
            return value instanceof LocalTime time ? time.toNanoOfDay() : value.hashCode();
        }
    }
}
