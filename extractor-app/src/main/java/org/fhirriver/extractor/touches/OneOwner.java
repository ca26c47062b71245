package org.fhirriver.extractor.touches;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives all topics of a pipeline's touched keys to one member of the group, and different pipelines to different ones. A
 * pipeline moves only when its owner goes, or when a member comes that is to own it from now on.
 */
public final class OneOwner implements ConsumerPartitionAssignor {

    @Override
    public String name() {
        return "one-owner";
    }

    /** A member of the group, by the name that it keeps over restarts. */
    private record Member(String id, String name) {}

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
        Map<Member, List<TopicPartition>> given = new HashMap<>();
        Map<String, List<Member>> membersByTopic = new HashMap<>();
        group.groupSubscription().forEach((id, subscription) -> {
            Member member = new Member(id, subscription.groupInstanceId().orElse(id));
            given.put(member, new ArrayList<>());
            subscription
                    .topics()
                    .forEach(topic -> membersByTopic
                            .computeIfAbsent(topic, name -> new ArrayList<>())
                            .add(member));
        });
        membersByTopic.forEach((topic, members) -> {
            Member owner = members.stream()
                    .max(Comparator.comparingLong((Member member) -> weight(pipeline(topic), member.name()))
                            .thenComparing(Member::name))
                    .orElseThrow();
            Integer partitions = metadata.partitionCountForTopic(topic);
            List<TopicPartition> own = given.getOrDefault(owner, List.of());
            for (int i = 0; partitions != null && i < partitions; i++) {
                own.add(new TopicPartition(topic, i));
            }
        });
        Map<String, Assignment> assignments = new HashMap<>();
        given.forEach((member, partitions) -> assignments.put(member.id(), new Assignment(partitions)));
        return new GroupAssignment(assignments);
    }

    /** The pipeline whose touched keys a topic has. */
    static String pipeline(String topic) {
        return topic.substring(0, topic.lastIndexOf(".touched"));
    }

    private static long weight(String pipeline, String member) {
        CRC32 hash = new CRC32();
        hash.update((pipeline + '\0' + member).getBytes(UTF_8));
        return hash.getValue();
    }
}
