package org.fhirriver.mapping.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.jspecify.annotations.Nullable;

/** Brings a value to the type that its column is declared with, so that a CSV's text and a database's value agree. */
final class DeclaredType {

    private static final int MAX_DIGITS = 400;

    private DeclaredType() {}

    /** The value in the type; an empty text is no value, but in a column of text. */
    static @Nullable Object convert(ColumnType type, @Nullable Object value) throws NotReadable {
        if (value == null) {
            return null;
        }
        if (value instanceof String text && type != ColumnType.TEXT && text.isBlank()) {
            return null;
        }
        return switch (type) {
            case INTEGER -> integer(value);
            case DECIMAL -> decimal(value);
            case DOUBLE -> floating(value);
            case BOOLEAN -> bool(value);
            case DATE -> temporal(value, "a date", CanonicalTime::date);
            case TIMESTAMP -> temporal(value, "a date and time", CanonicalTime::timestamp);
            case TIMESTAMPTZ -> temporal(value, "a date and time with an offset", CanonicalTime::moment);
            case TIME -> temporal(value, "a time", CanonicalTime::time);
            case TEXT, BYTES -> text(value);
        };
    }

    private static Object integer(Object value) throws NotReadable {
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            return value;
        }
        try {
            if (value instanceof BigDecimal decimal) {
                return smallest(checked(decimal).toBigIntegerExact());
            }
            if (value instanceof String text && text.length() <= MAX_DIGITS) {
                return smallest(
                        checked(new BigDecimal(withoutPlus(text.strip()))).toBigIntegerExact());
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new NotReadable("is not an integer");
        }
        throw new NotReadable("is " + kind(value) + ", not an integer");
    }

    private static Object decimal(Object value) throws NotReadable {
        if (value instanceof Number) {
            return value;
        }
        if (value instanceof String text && text.length() <= MAX_DIGITS) {
            try {
                return checked(new BigDecimal(withoutPlus(text.strip())));
            } catch (NumberFormatException e) {
                throw new NotReadable("is not a decimal number");
            }
        }
        throw new NotReadable("is " + kind(value) + ", not a decimal number");
    }

    /** A CSV may write 1.8750 for the number that a database's double gives as 1.875. */
    private static Object floating(Object value) throws NotReadable {
        double number = ((Number) decimal(value)).doubleValue();
        if (Double.isInfinite(number)) {
            throw new NotReadable("is too large for a floating point number");
        }
        return new BigDecimal(Double.toString(number));
    }

    private static Object bool(Object value) throws NotReadable {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof String || value instanceof Number) {
            switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "1" -> {
                    return true;
                }
                case "false", "f", "no", "n", "0" -> {
                    return false;
                }
                default -> throw new NotReadable("is none of the spellings of true and false");
            }
        }
        throw new NotReadable("is " + kind(value) + ", not a boolean");
    }

    private static Object temporal(Object value, String what, Reader reader) throws NotReadable {
        if (value instanceof String text) {
            Optional<String> canonical = reader.read(text.strip());
            if (canonical.isPresent()) {
                return canonical.get();
            }
            if (text.endsWith("infinity")) {
                return text;
            }
            throw new NotReadable("is not " + what);
        }
        throw new NotReadable("is " + kind(value) + ", not " + what);
    }

    private static Object text(Object value) throws NotReadable {
        if (value instanceof BigDecimal decimal) {
            return checked(decimal).toPlainString();
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new NotReadable("is " + kind(value) + ", not text");
    }

    /** A number whose digits can be written out: an exponent of a billion would fill the memory. */
    static BigDecimal checked(BigDecimal decimal) throws NotReadable {
        if (Math.abs((long) decimal.scale()) > MAX_DIGITS || decimal.precision() > MAX_DIGITS) {
            throw new NotReadable("is a number of more than " + MAX_DIGITS + " digits");
        }
        return decimal;
    }

    /** An Integer where it fits, then a Long, then a BigInteger. */
    static Object smallest(BigInteger value) throws NotReadable {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        return checked(new BigDecimal(value)).unscaledValue();
    }

    private static String withoutPlus(String digits) {
        return digits.startsWith("+") ? digits.substring(1) : digits;
    }

    private static String kind(Object value) {
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        return value instanceof Number ? "a number" : "a structure";
    }

    /** Reads one canonical text from another. */
    private interface Reader {
        Optional<String> read(String text);
    }
}
