package org.fhirriver.extractor.touches;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.TouchReason;
import org.jspecify.annotations.Nullable;

/**
 * A key that is to be read again.
 *
 * @param key its text; empty when all of the pipeline is meant
 * @param transaction what has to be visible before; null when nothing has
 * @param again whether it is to be read once more after a while
 * @param due from when on it may be read, in milliseconds since 1970
 */
record Touch(
        TopicPartition partition,
        long offset,
        String key,
        TouchReason reason,
        @Nullable Long transaction,
        boolean again,
        long due) {

    /**
     * Reads a message.
     *
     * @param delay how many milliseconds after it was written it may be read
     */
    static Touch of(ConsumerRecord<byte[], byte[]> message, long delay) {
        String transaction = header(message, Headers.TRANSACTION);
        String reason = header(message, Headers.TOUCHED_BY);
        return new Touch(
                new TopicPartition(message.topic(), message.partition()),
                message.offset(),
                message.key() == null ? "" : new String(message.key(), UTF_8),
                reason == null ? TouchReason.CONNECTOR : TouchReason.of(reason).orElse(TouchReason.CONNECTOR),
                transaction == null ? null : Long.valueOf(transaction),
                header(message, Headers.AGAIN) != null,
                message.timestamp() + delay);
    }

    boolean isEverything() {
        return reason.isOfAllKeys();
    }

    private static @Nullable String header(ConsumerRecord<?, ?> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
