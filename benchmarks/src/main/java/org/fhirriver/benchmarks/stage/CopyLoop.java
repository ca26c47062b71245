package org.fhirriver.benchmarks.stage;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.kafka.KafkaSettings;

/** Copies a topic to another, exactly once, with the settings of the services: the least that a stage can do. */
public final class CopyLoop {

    private CopyLoop() {}

    /** Takes the topics from and to; runs until it is killed. */
    public static void main(String[] arguments) {
        KafkaSettings kafka = KafkaSettings.of(System.getenv("KAFKA_BOOTSTRAP_SERVERS"));
        try (Consumer<byte[], byte[]> consumer = kafka.consumer("copy", "copy");
                Producer<byte[], byte[]> producer = kafka.transactionalProducer("copy")) {
            consumer.subscribe(List.of(arguments[0]));
            producer.initTransactions();
            while (!Thread.currentThread().isInterrupted()) {
                copy(consumer, producer, arguments[1]);
            }
        }
    }

    private static void copy(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, String target) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
        if (records.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> one : records) {
            // The commit fails when a message did.
            Future<?> unused = producer.send(new ProducerRecord<>(target, null, one.key(), one.value(), one.headers()));
            offsets.put(new TopicPartition(one.topic(), one.partition()), new OffsetAndMetadata(one.offset() + 1));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
    }
}
