package org.fhirriver.extractor.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.extractor.publish.RecordTopic;

/**
 * The keys that a record topic knows and a batch has not seen.
 *
 * @param keys their texts
 * @param known how many keys the topic knows, deleted ones left out
 */
record MissingKeys(List<String> keys, long known) {

    /** How many hashes are held at one time; a partition with more messages is read several times. */
    private static final long HELD = 2_000_000;

    /** So many missing keys are more than a sweep deletes without being told to, however many are known. */
    static final int MOST = 300_000;

    MissingKeys {
        keys = List.copyOf(keys);
    }

    static MissingKeys find(RecordTopic topic, String batch, BooleanSupplier isWanted) {
        List<String> missing = new ArrayList<>();
        long known = 0;
        for (TopicPartition partition : topic.partitions()) {
            long slices = topic.length(partition) / HELD + 1;
            for (long slice = 0; slice < slices; slice++) {
                Slice part = new Slice(slices, slice);
                KeyHashes seen = part.seen(topic, partition, batch, isWanted);
                Set<String> unseen = part.unseen(topic, partition, seen, isWanted, MOST + 1 - missing.size());
                missing.addAll(unseen);
                known += seen.size() + unseen.size();
            }
        }
        return new MissingKeys(missing, known);
    }

    /** More than one of ten: rather a fault of the source, or of the pipeline, than the end of so many records. */
    boolean areTooMany() {
        return keys.size() * 10L > known || keys.size() > MOST;
    }

    /** The keys of a partition whose hash leaves a certain remainder. */
    private record Slice(long slices, long slice) {

        boolean has(long hash) {
            return Long.remainderUnsigned(hash, slices) == slice;
        }

        KeyHashes seen(RecordTopic topic, TopicPartition partition, String batch, BooleanSupplier isWanted) {
            KeyHashes seen = new KeyHashes();
            byte[] id = batch.getBytes(UTF_8);
            topic.read(partition, isWanted, message -> {
                if (message.key() != null && message.value() != null && RecordTopic.isOfBatch(message, id)) {
                    long hash = KeyHashes.hash(message.key());
                    if (has(hash)) {
                        seen.add(hash);
                    }
                }
            });
            return seen;
        }

        Set<String> unseen(
                RecordTopic topic, TopicPartition partition, KeyHashes seen, BooleanSupplier isWanted, int most) {
            Set<String> unseen = new LinkedHashSet<>();
            topic.read(partition, isWanted, message -> {
                if (message.key() == null) {
                    return;
                }
                long hash = KeyHashes.hash(message.key());
                if (!has(hash) || seen.contains(hash)) {
                    return;
                }
                if (message.value() == null) {
                    unseen.remove(RecordTopic.key(message));
                } else if (unseen.size() < most) {
                    unseen.add(RecordTopic.key(message));
                }
            });
            return unseen;
        }
    }
}
