package org.fhirriver.extractor.publish;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.fhirriver.kit.kafka.KafkaUnavailable;

/**
 * Which pipelines with captured changes this process owns: only their owner publishes records of them, so that nobody
 * else's older reading can follow a newer one. What an owner publishes carries the generation of its membership, which
 * Kafka refuses once the pipeline has moved on. Safe for use by many threads.
 */
public final class Ownership {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Map<String, Optional<ConsumerGroupMetadata>> settled = new HashMap<>();
    private final Set<String> unsettled = new HashSet<>();

    /** A pipeline's changes are captured, and another process owns it. */
    public static final class NotOwnerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotOwnerException(String pipeline) {
            super(("Changes of pipeline '%s' are captured, and another extractor reads its records: ask that one"
                            + " (./river connectors and docs/change-capture.md tell more)")
                    .formatted(pipeline));
        }
    }

    /** It is being decided anew who owns some pipelines. */
    public synchronized void unsettle(Collection<String> pipelines) {
        pipelines.forEach(settled::remove);
        unsettled.addAll(pipelines);
    }

    /**
     * It is decided who owns some pipelines.
     *
     * @param owned those that this process owns, of all of these
     * @param group this process's membership
     */
    public synchronized void settle(
            Collection<String> pipelines, Collection<String> owned, ConsumerGroupMetadata group) {
        for (String pipeline : pipelines) {
            unsettled.remove(pipeline);
            settled.put(pipeline, owned.contains(pipeline) ? Optional.of(group) : Optional.empty());
        }
        notifyAll();
    }

    /** Whether this process owns a pipeline, or nobody does, for its changes are not captured. */
    public boolean mayPublish(String pipeline) {
        try {
            var unused = memberships(Set.of(pipeline));
            return true;
        } catch (NotOwnerException e) {
            return false;
        }
    }

    /**
     * The memberships that have to hold until messages are committed; none for topics that nobody owns.
     *
     * @throws NotOwnerException when another process owns one of the pipelines
     */
    Set<ConsumerGroupMetadata> memberships(Set<String> topics) {
        Set<ConsumerGroupMetadata> memberships = new HashSet<>();
        for (String topic : topics) {
            await(topic).ifPresent(owner -> memberships.add(owner.orElseThrow(() -> new NotOwnerException(topic))));
        }
        return memberships;
    }

    private synchronized Optional<Optional<ConsumerGroupMetadata>> await(String pipeline) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (unsettled.contains(pipeline)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new KafkaUnavailable(
                        "It is not decided yet who reads the records of a pipeline",
                        new IllegalStateException("Undecided for " + PATIENCE));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaUnavailable("Interrupted while waiting for an owner", e);
            }
        }
        return Optional.ofNullable(settled.get(pipeline));
    }
}
