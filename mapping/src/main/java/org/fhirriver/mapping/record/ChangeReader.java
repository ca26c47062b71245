package org.fhirriver.mapping.record;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the messages of change topics. The schema that each brings is much larger than its row: it is read once, and again
 * when it is not the same as in the topic's last message, byte for byte. For one thread.
 */
public final class ChangeReader {

    /** More topics than tables are captured in any database; a reader that meets more begins anew. */
    private static final int MOST_TOPICS = 2_000;

    private final Map<String, Beginning> beginnings = new HashMap<>();

    /** What a topic's messages begin with, up to the payload, and the schemas that stand in it. */
    private record Beginning(byte[] bytes, ChangeEvent.Schemas schemas) {

        boolean isOf(byte[] json) {
            return json.length > bytes.length
                    && json[json.length - 1] == '}'
                    && Arrays.equals(json, 0, bytes.length, bytes, 0, bytes.length);
        }
    }

    /**
     * The change event that a message's value is; empty when the value is JSON of another kind.
     *
     * @param topic where the message stands
     * @throws UnreadableChangeException when the value is no JSON object
     */
    public Optional<ChangeEvent> read(String topic, byte[] json) throws UnreadableChangeException {
        Beginning known = beginnings.get(topic);
        if (known != null && known.isOf(json)) {
            try {
                int begin = known.bytes().length;
                return ChangeEvent.of(JsonValues.object(json, begin, json.length - 1 - begin), known.schemas());
            } catch (NotReadable e) {
                // Something else follows the payload, or it is not JSON: said of the whole message.
                return read(json);
            }
        }
        Optional<ChangeEvent> event = read(json);
        if (event.isPresent()) {
            remember(topic, json);
        }
        return event;
    }

    private static Optional<ChangeEvent> read(byte[] json) throws UnreadableChangeException {
        try {
            return ChangeEvent.of(JsonValues.object(json));
        } catch (NotReadable e) {
            throw new UnreadableChangeException(e.reason());
        }
    }

    private void remember(String topic, byte[] json) {
        JsonValues.wrapping(json).ifPresent(wrapping -> {
            if (beginnings.size() >= MOST_TOPICS) {
                beginnings.clear();
            }
            byte[] beginning = Arrays.copyOf(json, wrapping.payload());
            beginnings.put(topic, new Beginning(beginning, ChangeEvent.Schemas.of(wrapping.schema())));
        });
    }

    /** The bytes are no change event; the message says why, without any value. */
    public static final class UnreadableChangeException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableChangeException(String reason) {
            super(reason, null, false, false);
        }

        /** Why, as a sentence. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
