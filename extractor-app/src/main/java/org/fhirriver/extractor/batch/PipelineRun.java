package org.fhirriver.extractor.batch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.publish.RecordMessages;
import org.fhirriver.extractor.source.Chunk;
import org.fhirriver.extractor.source.Filters;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Reads one pipeline of a batch to its end: a chunk of records and the ledger's entry about it are one transaction, so
 * that reading can go on after the last entry whatever happened.
 */
final class PipelineRun {

    private final String batch;
    private final String pipelineName;
    private final Pipelines pipelines;
    private final Publisher publisher;
    private final Clock clock;
    private final Interrupts interrupts;

    private ResumePoint point;

    /** Tells whether to stop. */
    interface Interrupts {

        /** Whether the reading has to end after the chunk in hand. */
        boolean requested();
    }

    PipelineRun(
            String batch,
            String pipelineName,
            ResumePoint point,
            Pipelines pipelines,
            Publisher publisher,
            Clock clock,
            Interrupts interrupts) {
        this.batch = batch;
        this.pipelineName = pipelineName;
        this.point = point;
        this.pipelines = pipelines;
        this.publisher = publisher;
        this.clock = clock;
        this.interrupts = interrupts;
    }

    /** Where the reading would go on: after the last chunk that is published. */
    ResumePoint point() {
        return point;
    }

    /**
     * Reads on from the resume point, to the end of the source or until it is interrupted.
     *
     * @throws SourceException when the source does not give its records
     * @throws org.fhirriver.kit.kafka.KafkaUnavailable when Kafka does not take them; only the ledger knows then how far
     *     the reading has come
     */
    void read(Filters filters) throws SourceException {
        long left = filters.limit() - point.extracted();
        if (left > 0) {
            Pipeline pipeline = pipelines.pipeline(pipelineName);
            RecordMessages messages = new RecordMessages(pipeline, Optional.of(batch), clock);
            pipelines.records(pipeline).read(filters, point.position(), left, chunk -> {
                publish(messages, chunk);
                return !interrupts.requested();
            });
        }
        if (!interrupts.requested()) {
            publisher.publish(
                    List.of(RecordMessages.ledger(new LedgerEntry.Completed(batch, clock.instant(), pipelineName))));
        }
    }

    /** Notes in the ledger that the reading has failed. */
    void fail(String reason) {
        publisher.publish(
                List.of(RecordMessages.ledger(new LedgerEntry.Failed(batch, clock.instant(), pipelineName, reason))));
    }

    private void publish(RecordMessages messages, Chunk chunk) {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(chunk.size() + 2);
        chunk.records().forEach(record -> all.add(messages.record(record, chunk.readAt())));
        chunk.refused().forEach(row -> all.add(messages.refused(row, chunk.readAt())));
        long dead = all.stream().filter(RecordMessages::isDead).count();
        all.add(RecordMessages.ledger(
                new LedgerEntry.Extracted(batch, clock.instant(), pipelineName, chunk.size(), chunk.position())));
        if (dead > 0) {
            all.add(RecordMessages.ledger(rejected(chunk, dead)));
        }
        publisher.publish(all);
        @Nullable String position = chunk.position() == null ? point.position() : chunk.position();
        point = new ResumePoint(position, point.extracted() + chunk.size());
    }

    private LedgerEntry rejected(Chunk chunk, long dead) {
        Origin origin = new Origin(pipelineName, 0, point.extracted());
        return new LedgerEntry.Counted(
                batch,
                clock.instant(),
                pipelineName,
                Stage.EXTRACTOR,
                origin.toString(),
                point.extracted() + chunk.size(),
                Map.of(Count.REJECTED, dead));
    }
}
