package org.fhirriver.mapping.value;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes booleans, from the usual spellings too. */
final class BooleanWriter implements ValueWriter {

    @Override
    public boolean write(Object value, JsonBuffer out) {
        Boolean truth = truth(value);
        if (truth == null) {
            if (value instanceof String text && text.isBlank()) {
                return false;
            }
            throw Unfit.type(value, "boolean");
        }
        out.ascii(truth ? "true" : "false");
        return true;
    }

    private static @Nullable Boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number || value instanceof String) {
            return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "1" -> Boolean.TRUE;
                case "false", "f", "no", "n", "0" -> Boolean.FALSE;
                default -> null;
            };
        }
        return null;
    }
}
