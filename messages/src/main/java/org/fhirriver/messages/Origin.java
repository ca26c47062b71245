package org.fhirriver.messages;

import java.util.Optional;

/**
 * Where a message stands on the bus, written {@code topic-partition@offset}.
 *
 * @param topic the topic's name
 * @param partition its partition, from 0
 * @param offset the message's offset in the partition
 */
public record Origin(String topic, int partition, long offset) {

    /** Reads what {@link #toString()} writes; empty when the text is none. */
    public static Optional<Origin> parse(String text) {
        int at = text.lastIndexOf('@');
        int dash = at < 0 ? -1 : text.lastIndexOf('-', at);
        if (dash <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Origin(
                    text.substring(0, dash),
                    Integer.parseInt(text.substring(dash + 1, at)),
                    Long.parseLong(text.substring(at + 1))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
