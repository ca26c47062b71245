package org.fhirriver.extractor.touches;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Touches that have come and are not done yet, in the order of each topic; for one thread. */
final class Lanes {

    /** A lane of a pipeline that has so many takes no more until some are done. */
    private static final int FULL = 4_000;

    /** One share of a pipeline: so many touches are looked at, of so many different keys at most. */
    private static final int TOUCHES = 4_000;

    private static final int KEYS = 1_000;
    /** How many keys of little urgency go along with urgent ones. */
    private static final int FEW = 100;

    private record Place(String pipeline, Lane lane) {}

    private final Map<Place, Deque<Touch>> queues = new HashMap<>();

    /** The touches of one pipeline that are dealt with together. */
    record Share(String pipeline, List<Touch> touches) {
        /** The keys, each once. */
        Set<String> keys() {
            Set<String> keys = new LinkedHashSet<>();
            touches.stream().filter(touch -> !touch.isEverything()).forEach(touch -> keys.add(touch.key()));
            return keys;
        }
    }

    void add(String pipeline, Lane lane, Touch touch) {
        queues.computeIfAbsent(new Place(pipeline, lane), place -> new ArrayDeque<>())
                .addLast(touch);
    }

    boolean isFull(String pipeline, Lane lane) {
        return size(pipeline, lane) >= FULL;
    }

    int size(String pipeline, Lane lane) {
        Deque<Touch> queue = queues.get(new Place(pipeline, lane));
        return queue == null ? 0 : queue.size();
    }

    boolean isEmpty() {
        return queues.values().stream().allMatch(Deque::isEmpty);
    }

    /** When the next touch may be read, in milliseconds since 1970; the greatest long when there is none. */
    long nextDue() {
        return queues.values().stream()
                .filter(queue -> !queue.isEmpty())
                .mapToLong(queue -> queue.getFirst().due())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * What is to be done next: for each pipeline the urgent touches, and of the others as many as do not make them wait.
     *
     * @param waiting the pipelines that cannot be read now
     */
    List<Share> next(long now, Set<String> waiting) {
        Set<String> pipelines = new LinkedHashSet<>();
        queues.keySet().forEach(place -> pipelines.add(place.pipeline()));
        pipelines.removeAll(waiting);
        boolean urgent = pipelines.stream().anyMatch(pipeline -> size(pipeline, Lane.LIVE) > 0);
        List<Share> shares = new ArrayList<>();
        for (String pipeline : pipelines) {
            List<Touch> touches = new ArrayList<>();
            Set<String> keys = new HashSet<>();
            take(pipeline, Lane.LIVE, now, KEYS, keys, touches);
            take(pipeline, Lane.AGAIN, now, KEYS, keys, touches);
            take(pipeline, Lane.BULK, now, urgent ? Math.min(KEYS, keys.size() + FEW) : KEYS, keys, touches);
            if (!touches.isEmpty()) {
                shares.add(new Share(pipeline, touches));
            }
        }
        return shares;
    }

    private void take(String pipeline, Lane lane, long now, int mostKeys, Set<String> keys, List<Touch> touches) {
        int looked = 0;
        for (Touch touch : queues.getOrDefault(new Place(pipeline, lane), new ArrayDeque<>())) {
            boolean more = keys.size() < mostKeys || keys.contains(touch.key());
            if (touch.due() > now || !more || looked >= TOUCHES) {
                return;
            }
            keys.add(touch.key());
            touches.add(touch);
            looked++;
        }
    }

    /** The touches of a share are done. */
    void done(Share share) {
        for (Lane lane : Lane.values()) {
            Deque<Touch> queue = queues.get(new Place(share.pipeline(), lane));
            String topic = lane.topic(share.pipeline());
            share.touches().stream()
                    .filter(touch -> touch.partition().topic().equals(topic))
                    .forEach(touch -> {
                        if (queue != null) {
                            queue.removeFirst();
                        }
                    });
        }
    }

    /** Forgets what came from partitions: it comes again, here or elsewhere. */
    void forget(Collection<TopicPartition> partitions) {
        queues.values().forEach(queue -> queue.removeIf(touch -> partitions.contains(touch.partition())));
    }

    void clear() {
        queues.clear();
    }
}
