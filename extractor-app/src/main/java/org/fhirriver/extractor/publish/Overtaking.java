package org.fhirriver.extractor.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.messages.RecordKey;

/**
 * Keeps an older state of a record from following a newer one onto the bus, where a single call and a batch read the
 * same pipeline: a single call reads and publishes within its turn; a batch, whose rows may have been read long before,
 * publishes within its turn too, and first reads again what single calls have published since it began.
 */
public final class Overtaking {

    private static final long PATIENCE_SECONDS = 20;

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /** What happens to one pipeline. */
    private static final class Lane {
        private final ReentrantLock turn = new ReentrantLock(true);
        private final List<Watch> watches = new ArrayList<>();
    }

    /** What is done within a turn. */
    public interface Action<T, E extends Exception> {
        T run() throws E;
    }

    /** The keys that single calls have published since a batch began to read; for use within a turn. */
    public static final class Watch implements AutoCloseable {

        private final Lane lane;
        private final Set<RecordKey> published = new HashSet<>();

        private Watch(Lane lane) {
            this.lane = lane;
        }

        /** Whether a record may be newer on the bus than the batch has it. */
        public boolean isOvertaken(RecordKey key) {
            return !published.isEmpty() && published.contains(key);
        }

        @Override
        public void close() {
            lane.turn.lock();
            try {
                lane.watches.remove(this);
            } finally {
                lane.turn.unlock();
            }
        }
    }

    /** Does something as the only one in this process that publishes records of a pipeline. */
    public <T, E extends Exception> T inTurn(String pipeline, Action<T, E> action) throws E {
        ReentrantLock turn = lane(pipeline).turn;
        takeTurn(turn);
        try {
            return action.run();
        } finally {
            turn.unlock();
        }
    }

    /** The same for several pipelines at a time. */
    public <T, E extends Exception> T inTurns(Collection<String> pipelines, Action<T, E> action) throws E {
        // Always in the same order, so that two who need several never wait for each other.
        List<String> rest = pipelines.stream().distinct().sorted().toList();
        if (rest.isEmpty()) {
            return action.run();
        }
        return inTurn(rest.get(0), () -> inTurns(rest.subList(1, rest.size()), action));
    }

    private static void takeTurn(ReentrantLock turn) {
        try {
            if (!turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new KafkaUnavailable(
                        "Others publish records of this pipeline",
                        new IllegalStateException("No turn in " + PATIENCE_SECONDS + " s"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailable("Interrupted while waiting for a turn", e);
        }
    }

    /** Watches single calls from now on; to be called before a batch begins to read. */
    public Watch watch(String pipeline) {
        Lane lane = lane(pipeline);
        lane.turn.lock();
        try {
            Watch watch = new Watch(lane);
            lane.watches.add(watch);
            return watch;
        } finally {
            lane.turn.unlock();
        }
    }

    /** A single call publishes records; to be called within its turn, before it publishes. */
    public void publishing(String pipeline, Collection<RecordKey> keys) {
        lane(pipeline).watches.forEach(watch -> watch.published.addAll(keys));
    }

    private Lane lane(String pipeline) {
        return lanes.computeIfAbsent(pipeline, name -> new Lane());
    }
}
