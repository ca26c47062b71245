package org.fhirriver.extractor.single;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.publish.RecordMessages;
import org.fhirriver.extractor.source.Chunk;
import org.fhirriver.extractor.source.RecordSource;
import org.fhirriver.extractor.source.RefusedRow;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.extractor.source.SourceRecord;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.RecordKey;

/** Reads the records of a key and publishes them. */
public final class SingleCalls {

    private final Pipelines pipelines;
    private final Publisher publisher;
    private final Overtaking overtaking;
    private final KnownKeys known;
    private final Clock clock;

    public SingleCalls(Pipelines pipelines, Publisher publisher, Overtaking overtaking, KnownKeys known, Clock clock) {
        this.pipelines = pipelines;
        this.publisher = publisher;
        this.overtaking = overtaking;
        this.known = known;
        this.clock = clock;
    }

    /**
     * Reads the records that a value selects and publishes them in one transaction. Where the value is the record's key
     * itself, and there is no such record any more, its deletion is published.
     */
    public SingleAnswer extract(Pipeline pipeline, String value) throws SourceException {
        String pipelineName = pipeline.name();
        RecordSource source = pipelines.records(pipeline);
        RecordMessages messages = new RecordMessages(pipeline, Optional.empty(), clock);
        return overtaking.inTurn(pipelineName, () -> {
            Chunk chunk = source.matching(value);
            if (chunk.size() > 0) {
                return publish(pipelineName, messages, chunk);
            }
            boolean byKey = pipeline.extraction().select().equals(pipeline.key());
            if (byKey) {
                RecordKey key = source.key(value);
                if (known.mayBeKnown(pipelineName, key)) {
                    return delete(pipelineName, messages, key, chunk.readAt());
                }
            }
            return new SingleAnswer(pipelineName, List.of(), List.of(), List.of());
        });
    }

    private SingleAnswer delete(String pipelineName, RecordMessages messages, RecordKey key, Instant readAt) {
        overtaking.publishing(pipelineName, List.of(key));
        Origin at = publisher.publish(List.of(messages.deleted(key, readAt))).get(0);
        return new SingleAnswer(
                pipelineName, List.of(), List.of(), List.of(PublishedRecord.of(key.text(), at, null, null)));
    }

    private SingleAnswer publish(String pipelineName, RecordMessages messages, Chunk chunk) {
        overtaking.publishing(
                pipelineName, chunk.records().stream().map(SourceRecord::key).toList());
        List<ProducerRecord<byte[], byte[]>> all = messages.all(chunk);
        List<Origin> origins = publisher.publish(all);
        List<PublishedRecord> records = new ArrayList<>();
        List<PublishedRecord> rejected = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Optional<String> cause = RecordMessages.cause(all.get(i));
            if (i >= chunk.records().size()) {
                RefusedRow row = chunk.refused().get(i - chunk.records().size());
                String key = row.key().isEmpty() ? null : row.key();
                rejected.add(PublishedRecord.of(key, origins.get(i), row.cause(), row.values()));
                continue;
            }
            SourceRecord record = chunk.records().get(i);
            if (cause.isPresent()) {
                rejected.add(PublishedRecord.of(record.key().text(), origins.get(i), cause.get(), null));
            } else {
                records.add(PublishedRecord.of(record.key().text(), origins.get(i), null, record.values()));
            }
        }
        return new SingleAnswer(pipelineName, records, rejected, List.of());
    }
}
