package org.fhirriver.extractor.dead;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.Stage;

/**
 * What a message of a dead-letter topic says about a message that could not be taken; its value is left where it is.
 *
 * @param position where the letter stands
 * @param stage the stage that wrote it
 * @param batch the batch that it belongs to; empty for none
 * @param element the path of the element that could not be written; empty for none
 * @param at when it was rejected, ISO 8601
 * @param attempt how often the message has been tried
 * @param origin where the message stood; empty for rows that never became a message
 * @param key the key of the message; empty for none
 * @param settles the letter that this one settles, if it is no letter itself
 */
record Letter(
        Origin position,
        Stage stage,
        String pipeline,
        String batch,
        String cause,
        String element,
        String at,
        int attempt,
        Optional<Origin> origin,
        Optional<ByteBuffer> key,
        Optional<Origin> settles) {

    static Letter of(ConsumerRecord<byte[], byte[]> message) {
        String stage = text(message, Headers.STAGE);
        return new Letter(
                new Origin(message.topic(), message.partition(), message.offset()),
                Arrays.stream(Stage.values())
                        .filter(known -> known.code().equals(stage))
                        .findFirst()
                        .orElse(Stage.EXTRACTOR),
                text(message, Headers.PIPELINE),
                text(message, Headers.BATCH),
                text(message, Headers.CAUSE),
                text(message, Headers.ELEMENT),
                text(message, Headers.REJECTED_AT),
                attempt(text(message, Headers.ATTEMPT)),
                Origin.parse(text(message, Headers.ORIGIN)),
                Optional.ofNullable(message.key()).map(ByteBuffer::wrap),
                Origin.parse(text(message, Headers.SETTLES)));
    }

    private static int attempt(String text) {
        return text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : 1;
    }

    /** The text of a header; empty when there is none of that name. */
    static String text(ConsumerRecord<?, ?> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
