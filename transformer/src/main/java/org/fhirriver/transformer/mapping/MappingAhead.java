package org.fhirriver.transformer.mapping;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.transformer.pipelines.RunningPipeline;
import org.fhirriver.transformer.pipelines.RunningPipelines;
import org.jspecify.annotations.Nullable;

/**
 * Maps messages on a thread of its own before their turn has come, while the stage's loop writes to Kafka and waits for
 * it. Only what a template maps is mapped ahead; whatever asks others has its time limits, and its turn.
 */
final class MappingAhead {

    private static final int CHUNK = 100;

    /** So many chunks take as long as a commit; with more, memory and caches are full of what waits. */
    private static final int AHEAD = 24;

    /** A chunk that takes longer is given back as it is, so that the loop never waits for long. */
    private static final Duration LONGEST = Duration.ofMillis(20);

    /** The resources of larger messages are made one at a time: all of them might not fit into memory. */
    private static final int LARGE = 256 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor thread;
    private final Deque<Chunk> begun = new ArrayDeque<>();
    private final Deque<Chunk> waiting = new ArrayDeque<>();

    MappingAhead() {
        thread = new ThreadPoolExecutor(
                1, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), MappingAhead::daemon);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Messages that are mapped together. */
    private static final class Chunk {
        private final List<ConsumerRecord<byte[], byte[]>> messages;
        private final RunningPipelines pipelines;
        private final FutureTask<List<Work>> works;
        private int next;

        private Chunk(List<ConsumerRecord<byte[], byte[]>> messages, RunningPipelines pipelines) {
            this.messages = messages;
            this.pipelines = pipelines;
            this.works = new FutureTask<>(() -> mapped(messages, pipelines));
        }

        /** Whether a message is one of those that were not asked for yet; those before it are not asked for any more. */
        private boolean has(ConsumerRecord<byte[], byte[]> message) {
            while (next < messages.size() && messages.get(next) != message) {
                next++;
            }
            return next < messages.size();
        }
    }

    /** Begins with messages that will be asked for after those before, with the pipelines as they are now. */
    void begin(List<ConsumerRecord<byte[], byte[]>> messages, RunningPipelines pipelines) {
        for (int from = 0; from < messages.size(); from += CHUNK) {
            waiting.addLast(new Chunk(messages.subList(from, Math.min(messages.size(), from + CHUNK)), pipelines));
        }
        advance();
    }

    /**
     * The work of the next message, mapped; null when it was not mapped ahead, or by other pipelines.
     *
     * @param message as {@link #begin} got it: some between those that are asked for may be left out
     */
    @Nullable Work take(ConsumerRecord<byte[], byte[]> message, RunningPipelines pipelines) {
        for (Chunk chunk = begun.peekFirst(); chunk != null; chunk = begun.peekFirst()) {
            if (chunk.has(message)) {
                List<Work> works = works(chunk);
                int index = chunk.next++;
                return index < works.size() && chunk.pipelines == pipelines ? works.get(index) : null;
            }
            chunk.works.cancel(false);
            begun.removeFirst();
            advance();
        }
        return null;
    }

    private void advance() {
        while (begun.size() < AHEAD && !waiting.isEmpty()) {
            Chunk chunk = waiting.removeFirst();
            thread.execute(chunk.works);
            begun.addLast(chunk);
        }
    }

    /** What is done of a chunk; where that failed it will fail again, for whoever asks. */
    private static List<Work> works(Chunk chunk) {
        try {
            return chunk.works.get();
        } catch (ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** The works of the first messages of a chunk: as many as can be mapped ahead, in a short time. */
    private static List<Work> mapped(List<ConsumerRecord<byte[], byte[]>> messages, RunningPipelines pipelines) {
        long end = System.nanoTime() + LONGEST.toNanos();
        List<Work> works = new ArrayList<>(messages.size());
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            RunningPipeline pipeline = pipelines.of(message.topic());
            boolean late = !works.isEmpty() && System.nanoTime() >= end;
            if (late || pipeline == null || !canBeAhead(message, pipeline)) {
                break;
            }
            try {
                works.add(WorkReader.read(message, pipeline).mapped());
            } catch (Unreachable e) {
                break;
            }
        }
        return works;
    }

    private static boolean canBeAhead(ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline) {
        return pipeline.mapper().mapsAhead() && message.serializedValueSize() <= LARGE;
    }

    private static Thread daemon(Runnable task) {
        Thread daemon = new Thread(task, "mapping");
        daemon.setDaemon(true);
        return daemon;
    }
}
