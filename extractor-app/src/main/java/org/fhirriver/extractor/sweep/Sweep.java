package org.fhirriver.extractor.sweep;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.publish.RecordMessages;
import org.fhirriver.extractor.publish.RecordTopic;
import org.fhirriver.extractor.source.Chunk;
import org.fhirriver.extractor.source.RecordSource;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.RecordKey;
import org.fhirriver.messages.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what a source that is only read from time to time does not have any more: the keys that the record topic knows
 * and a full batch has not seen are read again, and published as deleted when they are gone.
 */
public final class Sweep {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final int KEYS_AT_ONCE = 500;

    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final Overtaking overtaking;
    private final Clock clock;

    /**
     * Sweeps of a Kafka.
     *
     * @param readers makes a consumer that sees committed messages only
     */
    public Sweep(Supplier<Consumer<byte[], byte[]>> readers, Overtaking overtaking, Clock clock) {
        this.readers = readers;
        this.overtaking = overtaking;
        this.clock = clock;
    }

    /** Whether no record of a pipeline is known, so that there is nothing to sweep. */
    public boolean isNothingKnown(Pipeline pipeline) {
        try {
            return new RecordTopic(readers, pipeline.name()).isEmpty();
        } catch (KafkaException e) {
            throw new KafkaUnavailable("The record topic cannot be read", e);
        }
    }

    /** What is swept, and for which batch. */
    public record Wanted(String batch, Pipeline pipeline, RecordSource source, boolean evenIfMany) {}

    /**
     * Sweeps after a batch has read all records of a pipeline.
     *
     * @param isWanted whether to go on
     * @throws SourceException when the source does not answer, or so much is gone that a person has to agree
     */
    public void run(Wanted wanted, Publisher publisher, BooleanSupplier isWanted) throws SourceException {
        String name = wanted.pipeline().name();
        if (!wanted.source().findsKeys()) {
            log.info("Pipeline {} is not swept: its keys are made of text of another form", name);
            return;
        }
        MissingKeys missing = missing(name, wanted.batch(), isWanted);
        if (!isWanted.getAsBoolean()) {
            return;
        }
        if (missing.areTooMany() && !wanted.evenIfMany()) {
            throw new SourceException.Refused(
                    ("%s of %d known records are not in the source any more, more than 10 %%: none was deleted."
                                    + " If that is right, retry the batch with deletes=all")
                            .formatted(
                                    missing.keys().size() > MissingKeys.MOST
                                            ? "More than " + MissingKeys.MOST
                                            : String.valueOf(missing.keys().size()),
                                    missing.known()));
        }
        List<String> keys = missing.keys();
        for (int from = 0; from < keys.size() && isWanted.getAsBoolean(); from += KEYS_AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(from + KEYS_AT_ONCE, keys.size()));
            overtaking.inTurn(name, () -> settle(wanted, some, publisher));
        }
    }

    private MissingKeys missing(String topic, String batch, BooleanSupplier isWanted) {
        try {
            return MissingKeys.find(new RecordTopic(readers, topic), batch, isWanted);
        } catch (KafkaException e) {
            throw new KafkaUnavailable("The record topic cannot be read", e);
        }
    }

    private List<Origin> settle(Wanted wanted, List<String> keys, Publisher publisher) throws SourceException {
        Pipeline pipeline = wanted.pipeline();
        RecordMessages messages = new RecordMessages(pipeline, Optional.of(wanted.batch()), clock);
        Instant now = clock.instant();
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (Map.Entry<String, Chunk> entry : wanted.source().again(keys).entrySet()) {
            if (entry.getValue().size() > 0) {
                all.addAll(messages.all(entry.getValue()));
            } else {
                RecordKey.parse(entry.getKey(), pipeline.key().size())
                        .ifPresent(key -> all.add(messages.deleted(key, now)));
            }
        }
        if (all.isEmpty()) {
            return List.of();
        }
        long dead = all.stream().filter(RecordMessages::isDead).count();
        long records = all.size();
        all.add(RecordMessages.ledger(new LedgerEntry.Extracted(wanted.batch(), now, pipeline.name(), records, null)));
        if (dead > 0) {
            all.add(RecordMessages.ledger(new LedgerEntry.Counted(
                    wanted.batch(), now, pipeline.name(), Stage.EXTRACTOR, "", 0, Map.of(Count.REJECTED, dead))));
        }
        return publisher.publish(all);
    }
}
