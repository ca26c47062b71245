package org.fhirriver.extractor.touches;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Counts touches, by pipeline and by what made them; for one thread. */
final class TouchMetrics {

    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final MeterRegistry metrics;
    private final MultiGauge waiting;
    private long nextLook = System.nanoTime();

    TouchMetrics(String source, MeterRegistry metrics) {
        this.metrics = metrics;
        this.waiting = MultiGauge.builder("river.touches.waiting")
                .description("Touched keys that are still to be read")
                .tag("source", source)
                .register(metrics);
    }

    /** The touches of a share are done. */
    void done(Lanes.Share share) {
        share.touches()
                .forEach(touch -> metrics.counter(
                                "river.touches",
                                "pipeline",
                                share.pipeline(),
                                "kind",
                                touch.reason().code())
                        .increment());
        int collapsed = share.touches().size() - share.keys().size();
        if (collapsed > 0) {
            metrics.counter("river.touches.collapsed", "pipeline", share.pipeline())
                    .increment(collapsed);
        }
    }

    /** Looks every few seconds how many touches wait, here and on the topics. */
    void look(Consumer<?, ?> consumer, Lanes lanes) {
        if (System.nanoTime() - nextLook < 0) {
            return;
        }
        nextLook = System.nanoTime() + LOOK_EVERY_NANOS;
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (TopicPartition partition : consumer.assignment()) {
            String pipeline = OneOwner.pipeline(partition.topic());
            Lane lane = Lane.of(partition.topic());
            long behind = consumer.currentLag(partition).orElse(0) + lanes.size(pipeline, lane);
            rows.add(MultiGauge.Row.of(
                    Tags.of("pipeline", pipeline, "lane", lane.name().toLowerCase(Locale.ROOT)), behind));
        }
        waiting.register(rows, true);
    }

    /** The process reads nothing any more. */
    void end() {
        waiting.register(List.of(), true);
    }
}
