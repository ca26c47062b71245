package org.fhirriver.mapping.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.Temporal;

/** Names the kinds of values for messages, which never hold values themselves. */
final class Kinds {

    private Kinds() {}

    static String of(Object value) {
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof BigDecimal) {
            return "a decimal";
        }
        if (value instanceof Number) {
            return "an integer";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof Temporal temporal) {
            return switch (temporal.kind()) {
                case DATE -> "a date";
                case DATE_TIME -> "a date and time";
                case TIME -> "a time";
            };
        }
        if (value instanceof Quantity) {
            return "a quantity";
        }
        return value instanceof List ? "a list" : "a " + value.getClass().getSimpleName();
    }

    /** The text of a value that has one: text itself, numbers and booleans as JSON has them, dates and times. */
    static String text(Object value, String type) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal decimal) {
            return DecimalWriter.plain(decimal);
        }
        if (value instanceof Map || value instanceof List) {
            throw Unfit.type(value, type);
        }
        return value.toString();
    }
}
