package org.fhirriver.extractor.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.TouchReason;
import org.jspecify.annotations.Nullable;

/** Makes the messages of touched keys. */
public final class TouchMessages {

    private TouchMessages() {}

    /**
     * A key that is to be read again.
     *
     * @param topic one of the pipeline's topics of touched keys
     * @param transaction what has to be visible before; null when nothing has
     * @param again whether to read it once more after a while
     */
    public static ProducerRecord<byte[], byte[]> touch(
            String topic, String key, TouchReason reason, @Nullable Long transaction, boolean again) {
        RecordHeaders headers = headers(reason);
        if (transaction != null) {
            headers.add(Headers.TRANSACTION, transaction.toString().getBytes(UTF_8));
        }
        if (again) {
            headers.add(Headers.AGAIN, "true".getBytes(UTF_8));
        }
        return new ProducerRecord<>(topic, null, null, key.getBytes(UTF_8), null, headers);
    }

    /** Not one key but the whole pipeline is to be read again, and what is gone is to be deleted. */
    public static ProducerRecord<byte[], byte[]> everything(String topic, TouchReason reason) {
        return new ProducerRecord<>(topic, null, null, null, null, headers(reason));
    }

    private static RecordHeaders headers(TouchReason reason) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.TOUCHED_BY, reason.code().getBytes(UTF_8));
        return headers;
    }
}
