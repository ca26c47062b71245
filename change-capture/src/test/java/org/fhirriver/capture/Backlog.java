package org.fhirriver.capture;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What stands in the topics between the databases and the store and is not done. It is looked at in Kafka itself, so it does
 * not matter how busy the services are, or whether they run.
 */
final class Backlog implements AutoCloseable {

    /** Changes of rows, touched keys and searches, records, and resources. */
    private static final Pattern ON_THE_WAY =
            Pattern.compile("changes([.][^.]+){3}|(mimic|openmrs)-[a-z-]+([.]touched.*)?|river[.]searches.*|fhir[.].+");

    private static final Predicate<String> SERVICES =
            Pattern.compile("(extractor|transformer|loader).*").asMatchPredicate();
    private static final Duration POLL = Duration.ofMillis(100);

    private final String brokers;
    private final Admin admin;

    Backlog(String brokers) {
        this.brokers = brokers;
        this.admin = Admin.create(Map.of("bootstrap.servers", brokers));
    }

    /**
     * Whether all is done. A message is done in the transaction that writes what comes of it, so it is enough to look at the
     * ends of the topics after what is done was looked at.
     */
    boolean isEmpty() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> done = done();
        try (KafkaConsumer<byte[], byte[]> committed = reader(IsolationLevel.READ_COMMITTED);
                KafkaConsumer<byte[], byte[]> all = reader(IsolationLevel.READ_UNCOMMITTED)) {
            List<TopicPartition> partitions = all.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(partition -> ON_THE_WAY.matcher(partition.topic()).matches())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = all.endOffsets(partitions);
            // Before the end of a transaction nobody sees what is in it.
            if (!committed.endOffsets(partitions).equals(ends)) {
                return false;
            }
            committed.assign(partitions);
            partitions.forEach(partition -> committed.seek(partition, done.getOrDefault(partition, 0L)));
            return isNothingBefore(ends, committed);
        }
    }

    /** What the services have done, by the offsets that they have committed. */
    private Map<TopicPartition, Long> done() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> done = new HashMap<>();
        for (var group : admin.listGroups().all().get()) {
            if (SERVICES.test(group.groupId())) {
                admin.listConsumerGroupOffsets(group.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .forEach((partition, offset) -> keep(done, partition, offset));
            }
        }
        return done;
    }

    private static void keep(Map<TopicPartition, Long> done, TopicPartition partition, OffsetAndMetadata offset) {
        if (offset != null) {
            done.merge(partition, offset.offset(), Math::min);
        }
    }

    /** The last offsets of a topic belong to the ends of transactions, which are no messages. */
    private static boolean isNothingBefore(Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> reader) {
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            if (!reader.poll(POLL).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private KafkaConsumer<byte[], byte[]> reader(IsolationLevel level) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "isolation.level",
                        level.toString(),
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false,
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
