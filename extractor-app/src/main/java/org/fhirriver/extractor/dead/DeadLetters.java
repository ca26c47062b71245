package org.fhirriver.extractor.dead;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;

/** Reads the dead-letter topics when it is asked and groups what is in them; values are not looked at. */
public final class DeadLetters {

    private static final Duration TIME = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> readers;

    /**
     * The dead letters of a Kafka.
     *
     * @param readers makes a consumer that sees committed messages only
     */
    public DeadLetters(Supplier<Consumer<byte[], byte[]>> readers) {
        this.readers = readers;
    }

    /**
     * Which dead letters are asked for; empty means all.
     *
     * @param stage the stage that wrote them
     * @param pipeline the pipeline that they belong to
     * @param batch the batch that they belong to
     */
    public record Wanted(Optional<Stage> stage, Optional<String> pipeline, Optional<String> batch) {}

    /**
     * Groups of dead letters, the largest first.
     *
     * @param complete whether all were looked at within the time
     */
    public record Groups(List<DeadLetterGroup> groups, boolean complete) {}

    /** Groups the dead letters that are wanted. */
    public Groups groups(Wanted wanted) {
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            List<TopicPartition> partitions = partitions(reader, wanted);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            Map<List<String>, DeadLetterGroup> groups = new LinkedHashMap<>();
            long deadline = System.nanoTime() + TIME.toNanos();
            boolean complete = isRead(reader, ends);
            while (!complete && System.nanoTime() < deadline) {
                reader.poll(POLL).forEach(letter -> add(letter, wanted, groups));
                complete = isRead(reader, ends);
            }
            return new Groups(largestFirst(groups.values()), complete);
        } catch (KafkaException e) {
            throw new KafkaUnavailable("The dead letters cannot be read", e);
        }
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> reader, Wanted wanted) {
        Map<String, ?> topics = reader.listTopics();
        List<TopicPartition> partitions = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            String topic = Topics.dead(stage);
            if (topics.containsKey(topic) && wanted.stage().orElse(stage) == stage) {
                reader.partitionsFor(topic)
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
        }
        return partitions;
    }

    private static boolean isRead(Consumer<?, ?> reader, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue());
    }

    private static void add(
            ConsumerRecord<byte[], byte[]> letter, Wanted wanted, Map<List<String>, DeadLetterGroup> groups) {
        String pipeline = header(letter, Headers.PIPELINE);
        boolean fits = wanted.pipeline().orElse(pipeline).equals(pipeline)
                && (wanted.batch().isEmpty() || wanted.batch().get().equals(header(letter, Headers.BATCH)));
        if (!fits) {
            return;
        }
        String at = header(letter, Headers.REJECTED_AT);
        DeadLetterGroup one = new DeadLetterGroup(
                header(letter, Headers.STAGE),
                pipeline,
                header(letter, Headers.CAUSE),
                header(letter, Headers.ELEMENT),
                1,
                at,
                at,
                new Origin(letter.topic(), letter.partition(), letter.offset()).toString());
        groups.merge(List.of(one.stage(), one.pipeline(), one.cause(), one.element()), one, DeadLetterGroup::plus);
    }

    private static List<DeadLetterGroup> largestFirst(Collection<DeadLetterGroup> groups) {
        return groups.stream()
                .sorted(Comparator.comparingLong(DeadLetterGroup::count).reversed())
                .toList();
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
