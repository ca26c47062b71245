package org.fhirriver.fhirpath.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversions between the types of FHIRPath; each gives null where the value does not convert. */
public final class Conversions {

    private Conversions() {}

    /** The name of a value's type in FHIRPath, for a message. */
    public static String typeName(@Nullable Object item) {
        Object value = Items.value(item);
        if (value instanceof String) {
            return "String";
        }
        if (value instanceof Boolean) {
            return "Boolean";
        }
        if (value instanceof Number) {
            return Numbers.isInteger(value) ? "Integer" : "Decimal";
        }
        if (value instanceof Temporal temporal) {
            return switch (temporal.kind()) {
                case DATE -> "Date";
                case DATE_TIME -> "DateTime";
                case TIME -> "Time";
            };
        }
        if (value instanceof Quantity) {
            return "Quantity";
        }
        return value == null ? "value that is missing" : value instanceof Map ? "object" : value.toString();
    }

    /** The date or time that a value is; a text becomes one where it is compared with one. */
    static @Nullable Temporal temporal(Object value, Object other) {
        if (value instanceof Temporal temporal) {
            return temporal;
        }
        if (value instanceof String text && other instanceof Temporal temporal) {
            return temporal.kind() == Temporal.Kind.TIME
                    ? Temporal.time(text).orElse(null)
                    : Temporal.dateTime(text).orElse(null);
        }
        return null;
    }

    /** The truth of a single item where a Boolean is expected: any other item counts as true. */
    public static @Nullable Boolean truth(@Nullable Object collection) {
        if (collection instanceof Boolean || collection == null) {
            return (Boolean) collection;
        }
        if (collection instanceof Items several) {
            throw new ValueProblem("A Boolean is expected, not " + several.size() + " items");
        }
        return Items.value(collection) instanceof Boolean bool ? bool : Boolean.TRUE;
    }

    public static @Nullable Boolean toBoolean(Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number number) {
            BigDecimal decimal = Numbers.decimal(number);
            return decimal.signum() == 0 ? Boolean.FALSE : decimal.compareTo(BigDecimal.ONE) == 0 ? true : null;
        }
        if (!(value instanceof String text)) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1", "1.0" -> true;
            case "false", "f", "no", "n", "0", "0.0" -> false;
            default -> null;
        };
    }

    public static @Nullable Number toInteger(Object value) {
        Number number = toWhole(value);
        return value instanceof String && !(number instanceof Integer) ? null : number;
    }

    public static @Nullable Number toLong(Object value) {
        Number number = toWhole(value);
        return number instanceof BigInteger ? null : number;
    }

    private static @Nullable Number toWhole(Object value) {
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        if (value instanceof Number number) {
            return Numbers.isInteger(number) ? number : null;
        }
        if (value instanceof String text && text.length() < 40 && isNumber(text, false)) {
            return Numbers.integer(new BigInteger(text));
        }
        return null;
    }

    public static @Nullable BigDecimal toDecimal(Object value) {
        if (value instanceof Boolean bool) {
            return new BigDecimal(bool ? "1.0" : "0.0");
        }
        if (value instanceof Number number) {
            return Numbers.decimal(number);
        }
        return value instanceof String text && text.length() < 200 && isNumber(text, true)
                ? new BigDecimal(text)
                : null;
    }

    public static @Nullable Temporal toDate(Object value) {
        if (value instanceof Temporal temporal) {
            return temporal.kind() == Temporal.Kind.TIME ? null : temporal.toDate();
        }
        return value instanceof String text ? Temporal.date(text).orElse(null) : null;
    }

    public static @Nullable Temporal toDateTime(Object value) {
        if (value instanceof Temporal temporal) {
            return temporal.kind() == Temporal.Kind.TIME ? null : temporal.toDateTime();
        }
        return value instanceof String text ? Temporal.dateTime(text).orElse(null) : null;
    }

    public static @Nullable Temporal toTime(Object value) {
        if (value instanceof Temporal temporal) {
            return temporal.kind() == Temporal.Kind.TIME ? temporal : null;
        }
        return value instanceof String text
                ? Temporal.time(text.startsWith("T") ? text.substring(1) : text).orElse(null)
                : null;
    }

    /** A value's text; null for an object. */
    public static @Nullable String toText(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return Numbers.text(number);
        }
        if (value instanceof Boolean || value instanceof Temporal || value instanceof Quantity) {
            return value.toString();
        }
        if (value instanceof Wrapped wrapped) {
            Quantity quantity = wrapped.quantity();
            return quantity == null ? null : quantity.toString();
        }
        return null;
    }

    public static @Nullable Quantity toQuantity(Object value) {
        if (value instanceof Boolean bool) {
            return Quantity.of(new BigDecimal(bool ? "1.0" : "0.0"));
        }
        return value instanceof String text ? quantity(text) : Quantities.of(value);
    }

    private static @Nullable Quantity quantity(String text) {
        int end = 0;
        while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        if (end > 200 || !isNumber(text.substring(0, end), true)) {
            return null;
        }
        BigDecimal number = new BigDecimal(text.substring(0, end));
        String unit = text.substring(end).strip();
        if (unit.isEmpty()) {
            return Quantity.of(number);
        }
        if (unit.length() > 2 && unit.startsWith("'") && unit.indexOf('\'', 1) == unit.length() - 1) {
            return Quantity.of(number, unit.substring(1, unit.length() - 1));
        }
        return CalendarUnit.ofWord(unit) == null ? null : Quantity.of(number, unit);
    }

    /** Whether a text is a sign, digits and, if allowed, a point and digits. */
    private static boolean isNumber(String text, boolean pointAllowed) {
        int at = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        int digits = 0;
        boolean point = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && pointAllowed && !point && digits > 0) {
                point = true;
                digits = 0;
            } else {
                return false;
            }
        }
        return digits > 0;
    }
}
