package org.fhirriver.mapping.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what Debezium writes in the place of a value that the log does not have, as for a large value that did not
 * change: a text, and forms of it in columns that hold no text.
 */
final class Unavailable {

    private static final String TEXT = "__debezium_unavailable_value";
    private static final byte[] BYTES = TEXT.getBytes(UTF_8);
    private static final Set<String> FORMS = Set.of(
            TEXT,
            Base64.getEncoder().encodeToString(BYTES),
            HexFormat.of().formatHex(BYTES),
            UUID.nameUUIDFromBytes(BYTES).toString());

    private Unavailable() {}

    /** Whether a value as it stands in a message is not there. */
    static boolean is(@Nullable Object value) {
        if (value instanceof String text) {
            return FORMS.contains(text) || text.equals("\"" + TEXT + "\"");
        }
        if (value instanceof List<?> items) {
            return isArray(items);
        }
        return value instanceof Map<?, ?> map && map.size() == 1 && TEXT.equals(map.get(TEXT));
    }

    /** An array of texts holds the one text, an array of numbers the numbers of its letters. */
    private static boolean isArray(List<?> items) {
        if (items.size() == 1) {
            return items.get(0) instanceof String text && FORMS.contains(text);
        }
        if (items.size() != BYTES.length) {
            return false;
        }
        for (int i = 0; i < BYTES.length; i++) {
            if (!(items.get(i) instanceof Number number) || number.longValue() != BYTES[i]) {
                return false;
            }
        }
        return true;
    }
}
