package org.fhirriver.extractor.touches;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.extractor.changes.TouchMessages;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.pipelines.UnknownPipelineException;
import org.fhirriver.extractor.source.RecordSource;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.Topics;
import org.fhirriver.messages.TouchReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Touches records at the moments that stand in their own columns. The source is asked for the moments that have passed
 * since it was asked last, beside the loop that publishes; where that was long ago, a part of the time after the other. One
 * question is asked at a time, and a source that takes long to answer is asked less often.
 */
final class DueKeys implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DueKeys.class);

    /** More keys than this come in parts: the time that is asked for is halved. */
    private static final int MOST = 20_000;

    private static final int FEW = 500;
    /** A source without an index for the moments reads all of a table: it does so for a tenth of the time at most. */
    private static final int REST = 9;

    /** Clocks of servers differ, and a moment is not read before it has come there, too. */
    private static final Duration LATE = Duration.ofMillis(500);

    private final Duration every;
    private final Pipelines pipelines;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "due");
        daemon.setDaemon(true);
        return daemon;
    });
    private final Map<String, Instant> progress = new HashMap<>();
    private final Map<String, Future<Found>> asked = new HashMap<>();
    private final Map<String, Instant> nextLook = new HashMap<>();
    /** The pipelines whose source has not answered since that was said. */
    private final Set<String> away = new HashSet<>();

    /**
     * Keys of no pipeline yet.
     *
     * @param every how often to ask
     */
    DueKeys(Duration every, Pipelines pipelines, Clock clock) {
        this.every = every;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    private record Found(Instant until, boolean isPart, Set<String> keys, Duration took) {}

    /** Publishes touches of a pipeline, and how far they have come. */
    interface Sink {
        void take(String pipeline, List<ProducerRecord<byte[], byte[]>> touches);
    }

    /** Pipelines have come to this process, with what is committed of them. */
    void assigned(Map<String, Instant> committed) {
        asked.clear();
        nextLook.clear();
        progress.clear();
        progress.putAll(committed);
    }

    /** Until when the moments of pipelines have been dealt with. */
    Map<String, Instant> progress() {
        return progress;
    }

    /** Takes what was found, and asks again where it is time to. */
    void look(Set<String> owned, Sink sink) {
        for (Pipeline pipeline : pipelines.all()) {
            if (owned.contains(pipeline.name()) && !pipeline.extraction().due().isEmpty()) {
                look(pipeline, sink);
            }
        }
    }

    private void look(Pipeline pipeline, Sink sink) {
        String name = pipeline.name();
        Instant now = clock.instant();
        if (!progress.containsKey(name)) {
            progress.put(name, now);
            sink.take(name, List.of());
        }
        Future<Found> running = asked.get(name);
        if (running != null && running.isDone()) {
            asked.remove(name);
            found(name, running, now, sink);
        } else if (running == null && !now.isBefore(nextLook.getOrDefault(name, Instant.MIN))) {
            Instant from = progress.getOrDefault(name, now);
            Instant until = now.minus(LATE);
            if (from.isBefore(until)) {
                asked.put(name, thread.submit(() -> ask(pipeline, from, until)));
            }
        }
    }

    private void found(String pipeline, Future<Found> answer, Instant now, Sink sink) {
        nextLook.put(pipeline, now.plus(every));
        try {
            Found found = answer.get();
            away.remove(pipeline);
            nextLook.put(pipeline, now.plus(pause(found.took(), every)));
            progress.put(pipeline, found.until());
            String topic = found.keys().size() > FEW ? Topics.touchedInBulk(pipeline) : Topics.touched(pipeline);
            List<ProducerRecord<byte[], byte[]>> touches = new ArrayList<>();
            found.keys().forEach(key -> touches.add(TouchMessages.touch(topic, key, TouchReason.DUE, null, false)));
            sink.take(pipeline, touches);
            if (found.isPart()) {
                nextLook.remove(pipeline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            boolean ours =
                    !(e.getCause() instanceof SourceException) && !(e.getCause() instanceof UnknownPipelineException);
            if (ours) {
                throw new IllegalStateException("The moments that have passed could not be asked for", e.getCause());
            }
            if (away.add(pipeline)) {
                log.warn(
                        "{}: the source does not tell the moments that have passed; asking again until it does",
                        pipeline);
            }
        }
    }

    /** How long a source is left alone that took so long to answer. */
    static Duration pause(Duration took, Duration every) {
        Duration rest = took.multipliedBy(REST);
        return rest.compareTo(every) > 0 ? rest : every;
    }

    private Found ask(Pipeline pipeline, Instant from, Instant until) throws SourceException {
        RecordSource source = pipelines.records(pipeline);
        Instant begun = clock.instant();
        Instant end = until;
        while (true) {
            Set<String> keys = new LinkedHashSet<>();
            for (String column : pipeline.extraction().due()) {
                source.due(column, from, end, key -> {
                    if (keys.size() <= MOST) {
                        keys.add(key);
                    }
                });
            }
            Duration asked = Duration.between(from, end);
            if (keys.size() <= MOST || asked.compareTo(Duration.ofMillis(1)) <= 0) {
                return new Found(end, end.isBefore(until), keys, Duration.between(begun, clock.instant()));
            }
            end = from.plus(asked.dividedBy(2));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
