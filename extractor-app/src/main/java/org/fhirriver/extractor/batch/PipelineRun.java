package org.fhirriver.extractor.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.publish.RecordMessages;
import org.fhirriver.extractor.source.Chunk;
import org.fhirriver.extractor.source.RecordSource;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.extractor.sweep.Sweep;
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

    private final Task task;
    private final BatchParts parts;
    private final Publisher publisher;
    private final Work work;
    private volatile ResumePoint point;

    /**
     * A run that has not begun.
     *
     * @param point where to begin
     * @param work tells whether to end after the chunk in hand
     */
    PipelineRun(Task task, ResumePoint point, BatchParts parts, Publisher publisher, Work work) {
        this.task = task;
        this.point = point;
        this.parts = parts;
        this.publisher = publisher;
        this.work = work;
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
    void read() throws SourceException {
        long left = task.filters().limit() - point.extracted();
        if (left > 0) {
            Pipeline pipeline = parts.pipelines().pipeline(task.pipeline());
            RecordSource source = parts.pipelines().records(pipeline);
            boolean full = task.filters().texts().isEmpty() && !isFirstReading(pipeline);
            RecordMessages messages = new RecordMessages(pipeline, Optional.of(task.batch()), parts.clock());
            try (Overtaking.Watch watch = parts.overtaking().watch(task.pipeline());
                    PublishingAhead ahead = new PublishingAhead()) {
                source.read(task.filters(), point.position(), left, new ChunkSink(source, messages, watch, ahead));
                ahead.await();
            }
            if (full && parts.sweep().isPresent() && !work.isInterrupted(task)) {
                parts.sweep()
                        .get()
                        .run(
                                new Sweep.Wanted(task.batch(), pipeline, source, task.deletesEvenIfMany()),
                                publisher,
                                () -> !work.isInterrupted(task));
            }
        }
        if (!work.isInterrupted(task)) {
            note(new LedgerEntry.Completed(task.batch(), parts.clock().instant(), task.pipeline()));
        }
    }

    /** Whether nothing was known before, so that nothing can be gone. */
    private boolean isFirstReading(Pipeline pipeline) {
        return point.extracted() == 0
                && parts.sweep().map(sweep -> sweep.isNothingKnown(pipeline)).orElse(true);
    }

    /** Notes in the ledger that the reading has failed. */
    void fail(String reason) {
        note(new LedgerEntry.Failed(task.batch(), parts.clock().instant(), task.pipeline(), reason));
    }

    private void note(LedgerEntry entry) {
        publisher.publish(List.of(RecordMessages.ledger(entry)));
    }

    private ResumePoint publish(Chunk chunk, List<ProducerRecord<byte[], byte[]>> messages) {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(messages);
        long dead = all.stream().filter(RecordMessages::isDead).count();
        all.add(RecordMessages.ledger(new LedgerEntry.Extracted(
                task.batch(), parts.clock().instant(), task.pipeline(), chunk.size(), chunk.position())));
        if (dead > 0) {
            all.add(RecordMessages.ledger(rejected(chunk, dead)));
        }
        publisher.publish(all);
        @Nullable String position = chunk.position() == null ? point.position() : chunk.position();
        return new ResumePoint(position, point.extracted() + chunk.size());
    }

    /** Publishes one chunk after the other, each while the next is read. */
    private final class ChunkSink implements Chunk.Sink {

        private final RecordSource source;
        private final RecordMessages messages;
        private final Overtaking.Watch watch;
        private final PublishingAhead ahead;

        ChunkSink(RecordSource source, RecordMessages messages, Overtaking.Watch watch, PublishingAhead ahead) {
            this.source = source;
            this.messages = messages;
            this.watch = watch;
            this.ahead = ahead;
        }

        @Override
        public boolean take(Chunk chunk) throws SourceException {
            // The messages are made while the chunk before is sent.
            List<ProducerRecord<byte[], byte[]>> made = messages.all(chunk);
            ahead.begin(() -> point = parts.overtaking().inTurn(task.pipeline(), () -> publishNewest(chunk, made)));
            return !work.isInterrupted(task);
        }

        private ResumePoint publishNewest(Chunk chunk, List<ProducerRecord<byte[], byte[]>> made)
                throws SourceException {
            if (chunk.records().stream().noneMatch(record -> watch.isOvertaken(record.key()))) {
                return publish(chunk, made);
            }
            Chunk newest = source.renewed(chunk, watch::isOvertaken);
            return publish(newest, messages.all(newest));
        }

        @Override
        public void asking(Runnable cancel) {
            work.asking(task, cancel);
        }
    }

    /** The records have no offsets before they are published, so their number in the reading stands for them. */
    private LedgerEntry rejected(Chunk chunk, long dead) {
        return new LedgerEntry.Counted(
                task.batch(),
                parts.clock().instant(),
                task.pipeline(),
                Stage.EXTRACTOR,
                new Origin(task.pipeline(), 0, point.extracted()).toString(),
                point.extracted() + chunk.size(),
                Map.of(Count.REJECTED, dead));
    }
}
