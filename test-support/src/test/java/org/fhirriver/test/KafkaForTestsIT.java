package org.fhirriver.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class KafkaForTestsIT {

    @Test
    void keepsABurstOfTransactionsIntoANewTopic() throws Exception {
        try (var kafka = KafkaForTests.start()) {
            kafka.createTopic("burst", 3);

            List<Future<RecordMetadata>> sent = new ArrayList<>();
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "t");
            try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                for (int i = 0; i < 10_000; i++) {
                    sent.add(producer.send(new ProducerRecord<>("burst", ("" + i).getBytes(UTF_8), new byte[200])));
                }
                producer.commitTransaction();
            }

            for (Future<RecordMetadata> one : sent) {
                assertThat(one.get().hasOffset()).isTrue();
            }
            assertThat(count(kafka)).isEqualTo(10_000);
        }
    }

    private static int count(KafkaForTests kafka) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "count",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        int count = 0;
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("burst"));
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (count < 10_000 && System.nanoTime() < end) {
                count += consumer.poll(Duration.ofMillis(200)).count();
            }
        }
        return count;
    }
}
