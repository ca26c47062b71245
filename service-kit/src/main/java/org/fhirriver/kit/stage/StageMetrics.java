package org.fhirriver.kit.stage;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.messages.Stage;

/** What a stage's loop tells {@code /metrics}; for one thread. */
final class StageMetrics {

    private static final long LAG_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final Stage stage;
    private final MeterRegistry metrics;
    private final DistributionSummary batchSize;
    private final Timer transaction;
    private final MultiGauge lag;
    private long lagNext = System.nanoTime();

    StageMetrics(Stage stage, MeterRegistry metrics) {
        this.stage = stage;
        this.metrics = metrics;
        this.batchSize = DistributionSummary.builder("river.batch.size")
                .description("Messages that were committed in one transaction")
                .tag("stage", stage.code())
                .register(metrics);
        this.transaction = Timer.builder("river.transaction")
                .description("From the beginning of a transaction to its commit")
                .tag("stage", stage.code())
                .register(metrics);
        this.lag = MultiGauge.builder("river.lag")
                .description("Messages of a partition that this process has not read yet")
                .tag("stage", stage.code())
                .register(metrics);
    }

    /** A transaction was committed. */
    void committed(int messages, Duration taken, BatchCounts counts) {
        batchSize.record(messages);
        transaction.record(taken);
        counts.forEach((pipeline, sums) -> sums.forEach((count, number) -> metrics.counter(
                        "river.records", "stage", stage.code(), "pipeline", pipeline, "outcome", count.code())
                .increment(number)));
    }

    /** Looks every few seconds how far the consumer is behind. */
    void lag(Consumer<?, ?> consumer) {
        if (System.nanoTime() - lagNext < 0) {
            return;
        }
        lagNext = System.nanoTime() + LAG_EVERY_NANOS;
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition)
                    .ifPresent(behind -> rows.add(MultiGauge.Row.of(
                            Tags.of("topic", partition.topic(), "partition", Integer.toString(partition.partition())),
                            behind)));
        }
        lag.register(rows, true);
    }

    /** The process reads nothing any more. */
    void lagUnknown() {
        lag.register(List.of(), true);
    }
}
