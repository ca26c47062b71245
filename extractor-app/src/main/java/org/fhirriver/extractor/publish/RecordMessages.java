package org.fhirriver.extractor.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fhirriver.extractor.source.Chunk;
import org.fhirriver.extractor.source.RefusedRow;
import org.fhirriver.extractor.source.SourceRecord;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.Operation;
import org.fhirriver.messages.RecordKey;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;
import org.jspecify.annotations.Nullable;

/** Makes the Kafka messages of a pipeline's records. */
public final class RecordMessages {

    /** What key and value of a message may have together; a larger record goes to the dead letters by its key only. */
    public static final int LARGEST = 16 * 1024 * 1024;

    private static final String DEAD = Topics.dead(Stage.EXTRACTOR);

    private final Pipeline pipeline;
    private final Optional<String> batch;
    private final Clock clock;

    /**
     * Messages of one pipeline.
     *
     * @param batch the batch that the records belong to, if any
     */
    public RecordMessages(Pipeline pipeline, Optional<String> batch, Clock clock) {
        this.pipeline = pipeline;
        this.batch = batch;
        this.clock = clock;
    }

    /** The entry of a batch's ledger. */
    public static ProducerRecord<byte[], byte[]> ledger(LedgerEntry entry) {
        return new ProducerRecord<>(Topics.LEDGER, entry.batch().getBytes(UTF_8), entry.toJson());
    }

    /** Whether a message is a dead letter. */
    public static boolean isDead(ProducerRecord<byte[], byte[]> message) {
        return message.topic().equals(DEAD);
    }

    /** Why a message is a dead letter; empty when it is none. */
    public static Optional<String> cause(ProducerRecord<byte[], byte[]> message) {
        return header(message, Headers.CAUSE);
    }

    /** The pipeline that a dead letter names. */
    static String pipeline(ProducerRecord<byte[], byte[]> message) {
        return header(message, Headers.PIPELINE).orElse("");
    }

    private static Optional<String> header(ProducerRecord<byte[], byte[]> message, String name) {
        return Optional.ofNullable(message.headers().lastHeader(name)).map(header -> new String(header.value(), UTF_8));
    }

    /** All that was read, records first. */
    public List<ProducerRecord<byte[], byte[]>> all(Chunk chunk) {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(chunk.size());
        RecordHeaders read = headers(Operation.READ, chunk.readAt());
        chunk.records().forEach(record -> all.add(record(record, chunk.readAt(), read)));
        chunk.refused().forEach(row -> all.add(refused(row, chunk.readAt())));
        return all;
    }

    /** A record as it was read, or a dead letter when it is too large. */
    public ProducerRecord<byte[], byte[]> record(SourceRecord record, Instant readAt) {
        return record(record, readAt, headers(Operation.READ, readAt));
    }

    /** The headers are copied, for the producer closes those of a message. */
    private ProducerRecord<byte[], byte[]> record(SourceRecord record, Instant readAt, RecordHeaders headers) {
        byte[] key = record.key().text().getBytes(UTF_8);
        byte[] value = RecordReader.json(record.values());
        if (key.length + value.length > LARGEST) {
            String cause = "The record has %d MiB, more than the 16 MiB that a message may have"
                    .formatted((key.length + value.length) / (1024 * 1024));
            return dead(key, null, cause, readAt);
        }
        return new ProducerRecord<>(pipeline.name(), null, key, value, new RecordHeaders(headers));
    }

    /** The end of a record that is not in its source any more. */
    public ProducerRecord<byte[], byte[]> deleted(RecordKey key, Instant readAt) {
        return new ProducerRecord<>(
                pipeline.name(), null, key.text().getBytes(UTF_8), null, headers(Operation.DELETE, readAt));
    }

    /** A row that is no record. */
    public ProducerRecord<byte[], byte[]> refused(RefusedRow row, Instant readAt) {
        byte[] key = row.key().isEmpty() ? null : row.key().getBytes(UTF_8);
        byte[] value = row.values().isEmpty() ? null : RecordReader.json(row.values());
        return dead(key, value == null || value.length > LARGEST ? null : value, row.cause(), readAt);
    }

    private ProducerRecord<byte[], byte[]> dead(
            byte @Nullable [] key, byte @Nullable [] value, String cause, Instant readAt) {
        RecordHeaders headers = headers(Operation.READ, readAt);
        put(headers, Headers.STAGE, Stage.EXTRACTOR.code());
        put(headers, Headers.PIPELINE, pipeline.name());
        put(headers, Headers.CAUSE, cause);
        put(headers, Headers.REJECTED_AT, clock.instant().toString());
        put(headers, Headers.ATTEMPT, "1");
        return new ProducerRecord<>(DEAD, null, key, value, headers);
    }

    private RecordHeaders headers(Operation operation, Instant readAt) {
        RecordHeaders headers = new RecordHeaders();
        put(headers, Headers.OPERATION, operation.code());
        put(headers, Headers.SOURCE, pipeline.extraction().source());
        put(headers, Headers.EXTRACTED_AT, readAt.toString());
        batch.ifPresent(id -> put(headers, Headers.BATCH, id));
        return headers;
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
