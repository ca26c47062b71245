package org.fhirriver.chaos.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Topics;

/**
 * How many committed messages stand on the bus.
 *
 * @param messages their number by what they are and the pipeline that they belong to
 */
public record BusImage(Map<String, Long> messages) {

    /** Counts the messages of records, resources and dead letters of some pipelines. */
    public static BusImage of(String bootstrapServers, List<String> pipelines) {
        Map<String, Long> messages = new TreeMap<>();
        try (Consumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.listTopics().keySet().stream()
                    .filter(topic -> pipelines.contains(topic)
                            || topic.startsWith(Topics.FHIR_PREFIX)
                            || topic.endsWith(".dead"))
                    .flatMap(topic -> reader.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> reader.position(partition) < ends.getOrDefault(partition, 0L))) {
                reader.poll(Duration.ofMillis(200))
                        .forEach(message -> messages.merge(kind(message, pipelines), 1L, Long::sum));
            }
        }
        return new BusImage(messages);
    }

    private static String kind(ConsumerRecord<?, ?> message, List<String> pipelines) {
        if (pipelines.contains(message.topic())) {
            return "records of " + message.topic();
        }
        var header = message.headers().lastHeader(Headers.PIPELINE);
        String pipeline = header == null ? "nobody" : new String(header.value(), UTF_8);
        return (message.topic().endsWith(".dead") ? message.topic() : "states") + " of " + pipeline;
    }
}
