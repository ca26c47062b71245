package org.fhirriver.transformer.pipelines;

import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.kit.kafka.WritableTopics;
import org.fhirriver.mapping.pipeline.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the pipelines again when a file of theirs is saved, on a thread of its own; whoever maps takes them over when it
 * suits.
 */
public final class PipelineWatch implements Pipelines, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PipelineWatch.class);
    private static final long LOOK_EVERY_MILLIS = 500;

    private final Path folder;
    private final UnaryOperator<RunningPipelines> loader;
    private final WritableTopics topics;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "pipelines");
        daemon.setDaemon(true);
        return daemon;
    });
    private Optional<Fingerprint> loaded = Optional.empty();
    private Optional<Fingerprint> lastSeen = Optional.empty();
    private RunningPipelines latest = RunningPipelines.NONE;
    private final Queue<RunningPipelines> newer = new ConcurrentLinkedQueue<>();
    private RunningPipelines used = RunningPipelines.NONE;

    /**
     * Watches nothing yet.
     *
     * @param folder the pipelines' folder
     * @param loader loads its pipelines, given those that were loaded before, whose versions stay where the new ones
     *     are broken
     * @param topics makes the topics of a new pipeline before it is used
     */
    public PipelineWatch(Path folder, UnaryOperator<RunningPipelines> loader, WritableTopics topics) {
        this.folder = folder;
        this.loader = loader;
        this.topics = topics;
    }

    /** Loads the pipelines for the first time, and looks after their files from then on. */
    public void start() {
        load(Optional.of(Fingerprint.of(folder)));
        // Its result is of no use: it never ends, and what fails is logged.
        var unused =
                thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The latest pipelines; called by the one thread that uses them. */
    @Override
    public RunningPipelines current() {
        for (RunningPipelines next = newer.poll(); next != null; next = newer.poll()) {
            closeReplaced(used, next);
            used = next;
        }
        return used;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** A file is taken when two looks in a row saw the same: an editor may be in the middle of saving. */
    private void look() {
        try {
            Optional<Fingerprint> seen = Optional.of(Fingerprint.of(folder));
            boolean settled = seen.equals(lastSeen);
            lastSeen = seen;
            if (settled && !seen.equals(loaded)) {
                load(seen);
            }
        } catch (RuntimeException e) {
            log.error("The pipelines in {} cannot be loaded again", folder, e);
        }
    }

    private void load(Optional<Fingerprint> seen) {
        RunningPipelines pipelines = loader.apply(latest);
        latest = pipelines;
        loaded = seen;
        try {
            topics.ensure(pipelines.allTopics());
        } catch (KafkaUnavailable e) {
            // The topics are made when they are written to, too; what is consumed comes when it is there.
            log.warn("Kafka does not answer; topics of new pipelines are made later");
        }
        newer.add(pipelines);
    }

    private static void closeReplaced(RunningPipelines before, RunningPipelines after) {
        Set<RecordMapper> inUse = Collections.newSetFromMap(new IdentityHashMap<>());
        after.all().values().forEach(pipeline -> inUse.add(pipeline.mapper()));
        before.all().values().stream()
                .map(RunningPipeline::mapper)
                .filter(mapper -> !inUse.contains(mapper))
                .forEach(RecordMapper::close);
    }
}
