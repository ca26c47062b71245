package org.fhirriver.kit.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;

/** A message as it came, with headers that say who rejected it, why, and where it stood. */
final class DeadLetter {

    private DeadLetter() {}

    static ProducerRecord<byte[], byte[]> of(
            Stage stage, ConsumerRecord<byte[], byte[]> message, Rejection rejection, Instant at) {
        RecordHeaders headers = new RecordHeaders(message.headers().toArray());
        put(headers, Headers.STAGE, stage.code());
        put(headers, Headers.CAUSE, rejection.cause());
        put(headers, Headers.REJECTED_AT, at.toString());
        String recordOrigin = StageOutput.header(message, Headers.ORIGIN);
        if (recordOrigin != null) {
            put(headers, Headers.RECORD_ORIGIN, recordOrigin);
        }
        put(headers, Headers.ORIGIN, new Origin(message.topic(), message.partition(), message.offset()).toString());
        put(headers, Headers.ATTEMPT, Integer.toString(attempt(message)));
        rejection.pipeline().ifPresent(pipeline -> put(headers, Headers.PIPELINE, pipeline));
        rejection.element().ifPresent(element -> put(headers, Headers.ELEMENT, element));
        headers.remove(Headers.RESOURCES);
        rejection
                .resources()
                .forEach(resource ->
                        headers.add(Headers.RESOURCES, resource.toString().getBytes(UTF_8)));
        return new ProducerRecord<>(Topics.dead(stage), null, message.key(), message.value(), headers);
    }

    private static int attempt(ConsumerRecord<?, ?> message) {
        String text = StageOutput.header(message, Headers.ATTEMPT);
        return text != null && text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : 1;
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }
}
