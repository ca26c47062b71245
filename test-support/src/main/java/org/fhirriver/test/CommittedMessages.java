package org.fhirriver.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that is committed on a topic at the moment of asking. */
public final class CommittedMessages {

    private CommittedMessages() {}

    /** Reads a topic from its beginning to its end; empty when there is no such topic. */
    public static List<ConsumerRecord<byte[], byte[]>> of(String bootstrapServers, String topic) {
        Properties config = new Properties();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("isolation.level", "read_committed");
        config.put("allow.auto.create.topics", false);
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        try (Consumer<byte[], byte[]> reader =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> reader.position(partition) < ends.getOrDefault(partition, 0L))) {
                reader.poll(Duration.ofMillis(100)).forEach(messages::add);
            }
        }
        return messages;
    }
}
