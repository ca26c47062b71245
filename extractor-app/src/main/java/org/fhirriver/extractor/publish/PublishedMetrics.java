package org.fhirriver.extractor.publish;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;

/** Counts what was published, by pipeline and outcome. */
public final class PublishedMetrics {

    private final MeterRegistry registry;

    private record Outcome(String pipeline, String name) {}

    public PublishedMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Messages were committed. */
    public void published(List<ProducerRecord<byte[], byte[]>> messages) {
        Map<String, Boolean> aside = new HashMap<>();
        Map<Outcome, Integer> counts = new HashMap<>();
        for (ProducerRecord<byte[], byte[]> message : messages) {
            if (!aside.computeIfAbsent(message.topic(), PublishedMetrics::isAside)) {
                outcome(message).ifPresent(outcome -> counts.merge(outcome, 1, Integer::sum));
            }
        }
        counts.forEach((outcome, number) -> registry.counter(
                        "river.records",
                        "stage",
                        Stage.EXTRACTOR.code(),
                        "pipeline",
                        outcome.pipeline(),
                        "outcome",
                        outcome.name())
                .increment(number));
    }

    private static boolean isAside(String topic) {
        return topic.equals(Topics.LEDGER) || Topics.isTouched(topic) || topic.startsWith(Topics.FHIR_PREFIX);
    }

    /** Nothing for a message that settles a dead letter, and is none itself. */
    private static Optional<Outcome> outcome(ProducerRecord<byte[], byte[]> message) {
        if (!RecordMessages.isDead(message)) {
            return Optional.of(new Outcome(message.topic(), message.value() == null ? "deleted" : "extracted"));
        }
        return message.headers().lastHeader(Headers.SETTLES) == null
                ? Optional.of(new Outcome(RecordMessages.pipeline(message), "rejected"))
                : Optional.empty();
    }
}
