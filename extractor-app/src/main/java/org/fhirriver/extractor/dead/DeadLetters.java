package org.fhirriver.extractor.dead;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.fhirriver.messages.Origin;

/** Groups the dead letters that are not settled by their cause; values are not looked at. */
public final class DeadLetters {

    /** How many letters are counted at most, since each has to be remembered until it may be settled. */
    private static final int MOST = 500_000;

    private final DeadLetterTopics topics;

    /**
     * The dead letters of a Kafka.
     *
     * @param readers makes a consumer that sees committed messages only
     */
    public DeadLetters(Supplier<Consumer<byte[], byte[]>> readers) {
        this.topics = new DeadLetterTopics(readers);
    }

    /**
     * Groups of dead letters, the largest first.
     *
     * @param complete whether all were counted; there may be more than can be
     */
    public record Groups(List<DeadLetterGroup> groups, boolean complete) {}

    /** Groups the dead letters that are wanted. */
    public Groups groups(Wanted wanted) {
        Map<List<String>, DeadLetterGroup> groups = new LinkedHashMap<>();
        Map<Origin, List<String>> open = new HashMap<>();
        boolean[] complete = {true};
        topics.read(wanted, letter -> {
            if (letter.settles().isPresent()) {
                List<String> group = open.remove(letter.settles().get());
                if (group != null) {
                    groups.computeIfPresent(group, (name, of) -> of.less());
                }
                return true;
            }
            DeadLetterGroup one = DeadLetterGroup.of(letter);
            DeadLetterGroup all = groups.merge(one.name(), one, DeadLetterGroup::plus);
            open.put(letter.position(), all.name());
            complete[0] = open.size() < MOST;
            return complete[0];
        });
        return new Groups(
                groups.values().stream()
                        .filter(group -> group.count() > 0)
                        .sorted(Comparator.comparingLong(DeadLetterGroup::count).reversed())
                        .toList(),
                complete[0]);
    }
}
