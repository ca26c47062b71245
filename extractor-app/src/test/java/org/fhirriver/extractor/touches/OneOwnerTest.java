package org.fhirriver.extractor.touches;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

final class OneOwnerTest {

    @Test
    void givesAllTopicsOfAPipelineToOneMember() {
        Map<String, Set<String>> owned = assign("one", "two", "three");

        assertThat(owned.values().stream().mapToInt(Set::size).sum()).isEqualTo(20);
        assertThat(owned).hasSize(3);
    }

    @Test
    void movesOnlyWhatAMemberThatHasGoneOwned() {
        Map<String, Set<String>> before = assign("one", "two", "three");
        Map<String, Set<String>> after = assign("one", "two");

        assertThat(after.get("one")).containsAll(before.get("one"));
        assertThat(after.get("two")).containsAll(before.get("two"));
    }

    /** The pipelines that each member owns, by its name; the members' ids are others each time. */
    private static Map<String, Set<String>> assign(String... members) {
        List<PartitionInfo> partitions = new ArrayList<>();
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            for (Lane lane : Lane.values()) {
                topics.add(lane.topic("pipeline-" + i));
                partitions.add(new PartitionInfo(lane.topic("pipeline-" + i), 0, null, new Node[0], new Node[0]));
            }
        }
        Map<String, Subscription> subscriptions = new HashMap<>();
        for (String member : members) {
            Subscription subscription = new Subscription(topics);
            subscription.setGroupInstanceId(Optional.of(member));
            subscriptions.put(member + System.nanoTime(), subscription);
        }
        Cluster cluster = new Cluster("c", List.of(), partitions, Set.of(), Set.of());
        Map<String, Set<String>> owned = new HashMap<>();
        Map<String, Integer> parts = new HashMap<>();
        new OneOwner()
                .assign(cluster, new GroupSubscription(subscriptions))
                .groupAssignment()
                .forEach((id, assignment) -> assignment.partitions().forEach(partition -> {
                    String pipeline = OneOwner.pipeline(partition.topic());
                    owned.computeIfAbsent(id.replaceAll("[0-9]+", ""), name -> new TreeSet<>())
                            .add(pipeline);
                    parts.merge(pipeline, 1, Integer::sum);
                }));
        assertThat(parts.values()).containsOnly(3);
        return owned;
    }
}
