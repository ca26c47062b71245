package org.fhirriver.extractor.touches;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.extractor.publish.Ownership;
import org.fhirriver.extractor.publish.PublishedMetrics;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.kafka.KafkaSettings;
import org.fhirriver.kit.kafka.WritableTopics;
import org.fhirriver.messages.TouchReason;

/**
 * What the reading of touched keys works with.
 *
 * @param settings how it reads
 * @param fullBatches begins a batch of all of a pipeline, with a sweep
 */
public record TouchParts(
        KafkaSettings kafka,
        Settings settings,
        Pipelines pipelines,
        Overtaking overtaking,
        Ownership ownership,
        WritableTopics topics,
        FullBatches fullBatches,
        Health health,
        MeterRegistry metrics,
        Clock clock) {

    /**
     * How touched keys are read.
     *
     * @param group what the names of the consumer groups begin with
     * @param instance this extractor's name
     * @param readsAtOnce how many statements a source is asked at a time
     * @param again how long after the first reading a key is read once more, where the source needs that
     * @param dueEvery how often the clock is looked at
     */
    public record Settings(String group, String instance, int readsAtOnce, Duration again, Duration dueEvery) {}

    /** Begins batches. */
    @FunctionalInterface
    public interface FullBatches {

        /**
         * Begins one.
         *
         * @param why for whoever reads the log
         */
        void begin(String pipeline, TouchReason why);
    }

    Consumer<byte[], byte[]> consumer(String source) {
        return kafka.consumer(
                settings.group() + "-touches-" + source,
                settings.instance() + "-touches-" + source,
                Map.of(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        OneOwner.class.getName(),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000,
                        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                        900_000));
    }

    Producer<byte[], byte[]> producer(String source) {
        return kafka.transactionalProducer("extractor-" + settings.instance() + "-touches-" + source);
    }

    int readsAtOnce() {
        return settings.readsAtOnce();
    }

    Duration again() {
        return settings.again();
    }

    Duration dueEvery() {
        return settings.dueEvery();
    }

    PublishedMetrics publishedMetrics() {
        return new PublishedMetrics(metrics);
    }
}
