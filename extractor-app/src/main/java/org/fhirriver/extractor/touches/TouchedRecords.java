package org.fhirriver.extractor.touches;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.extractor.changes.TouchMessages;
import org.fhirriver.extractor.publish.RecordMessages;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.RecordKey;
import org.fhirriver.messages.Topics;
import org.fhirriver.messages.TouchReason;

/** Makes the messages of what was read for touched keys: records, deletions, dead letters, and touches for later. */
final class TouchedRecords {

    private static final byte[] DELETED = new byte[0];

    private final Duration again;
    private final Clock clock;
    private final LastPublished last = new LastPublished();

    /**
     * Messages.
     *
     * @param again how long after a touch came a reading is sure to show what it is about
     */
    TouchedRecords(Duration again, Clock clock) {
        this.again = again;
        this.clock = clock;
    }

    /** The messages of a part of what was read for a share. */
    List<ProducerRecord<byte[], byte[]>> messages(Lanes.Share share, Reads.Read read) {
        Pipeline pipeline = read.pipeline();
        RecordMessages messages = new RecordMessages(pipeline, Optional.empty(), clock);
        Set<String> onlyAgain = onlyAgain(share);
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        read.found().records().forEach(record -> {
            ProducerRecord<byte[], byte[]> message = messages.record(record, read.at());
            String key = record.key().text();
            if (RecordMessages.isDead(message) || isNew(pipeline, key, message.value(), onlyAgain)) {
                all.add(message);
            }
        });
        for (String text : read.found().gone()) {
            if (isNew(pipeline, text, DELETED, onlyAgain)) {
                RecordKey.parse(text, pipeline.key().size())
                        .ifPresent(key -> all.add(messages.deleted(key, read.at())));
            }
        }
        read.found().refused().forEach(row -> all.add(messages.refused(row, read.at())));
        return all;
    }

    /** The keys of a share; those of records that were read beside them are not among them. */
    static List<RecordKey> keys(Reads.Read read) {
        List<RecordKey> keys = new ArrayList<>();
        read.found().records().forEach(record -> keys.add(record.key()));
        read.found()
                .gone()
                .forEach(text ->
                        RecordKey.parse(text, read.pipeline().key().size()).ifPresent(keys::add));
        return keys;
    }

    /** What was published is not sure to be on the bus. */
    void forget() {
        last.clear();
    }

    private boolean isNew(Pipeline pipeline, String key, byte[] value, Set<String> onlyAgain) {
        boolean same = onlyAgain.contains(key) && last.is(pipeline.name(), key, value);
        last.put(pipeline.name(), key, value);
        return !same;
    }

    /** The keys for which nothing has happened but that the time of their second reading has come. */
    private static Set<String> onlyAgain(Lanes.Share share) {
        Set<String> again = new HashSet<>();
        Set<String> others = new HashSet<>();
        String topic = Topics.touchedAgain(share.pipeline());
        share.touches().forEach(touch -> (touch.partition().topic().equals(topic) ? again : others).add(touch.key()));
        again.removeAll(others);
        return again;
    }

    /**
     * The touches of what is to be read once more after a while; what has waited for as long already need not be.
     *
     * @param readAt when the share was read
     */
    List<ProducerRecord<byte[], byte[]>> later(Lanes.Share share, Instant readAt) {
        Set<String> keys = new LinkedHashSet<>();
        share.touches().stream()
                .filter(touch -> touch.again() && readAt.toEpochMilli() - touch.due() < again.toMillis())
                .forEach(touch -> keys.add(touch.key()));
        return keys.stream()
                .map(key -> TouchMessages.touch(
                        Topics.touchedAgain(share.pipeline()), key, TouchReason.CHANGE, null, false))
                .toList();
    }
}
