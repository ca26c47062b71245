package org.fhirriver.transformer.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Origin;
import org.jspecify.annotations.Nullable;

/** The messages of one record's resources; they share the headers that tell where the record comes from. */
final class FhirMessages {

    private static final int LARGEST_VALUE = 16 * 1024 * 1024;
    private static final int LARGEST_REST = 48 * 1024;

    /** What the record's message tells and its resources' messages tell again. */
    private static final List<String> PASSED_ON = List.of(Headers.BATCH, Headers.SOURCE, Headers.EXTRACTED_AT);

    private final List<Header> headers = new ArrayList<>();
    private final int headerBytes;

    FhirMessages(ConsumerRecord<byte[], byte[]> record, String pipeline, String recordKey) {
        add(Headers.PIPELINE, pipeline.getBytes(UTF_8));
        add(Headers.RECORD_KEY, recordKey.getBytes(UTF_8));
        add(
                Headers.ORIGIN,
                new Origin(record.topic(), record.partition(), record.offset())
                        .toString()
                        .getBytes(UTF_8));
        for (String name : PASSED_ON) {
            Header header = record.headers().lastHeader(name);
            if (header != null) {
                add(name, header.value());
            }
        }
        int bytes = 0;
        for (Header header : headers) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length) + 8;
        }
        headerBytes = bytes;
    }

    /** Whether Kafka would take the message; one that it does not take would fail its transaction for ever. */
    boolean fits(ResourceState state) {
        int findings = state.findings() == null ? 0 : state.findings().length;
        return (state.json() == null || state.json().length <= LARGEST_VALUE) && headerBytes + findings <= LARGEST_REST;
    }

    ProducerRecord<byte[], byte[]> message(ResourceState state) {
        RecordHeaders own = new RecordHeaders(headers);
        byte @Nullable [] findings = state.findings();
        if (findings != null) {
            own.add(Headers.FINDINGS, findings);
        }
        return new ProducerRecord<>(
                state.key().topic(), null, state.key().toString().getBytes(UTF_8), state.json(), own);
    }

    private void add(String name, byte @Nullable [] value) {
        headers.add(new RecordHeader(name, value));
    }
}
