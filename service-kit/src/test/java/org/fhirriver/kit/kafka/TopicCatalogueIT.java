package org.fhirriver.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.fhirriver.test.KafkaForTests;
import org.junit.jupiter.api.Test;

final class TopicCatalogueIT {

    @Test
    void givesOutputsAsManyPartitionsAsTheirRecordTopicHas() throws Exception {
        try (KafkaForTests broker = KafkaForTests.start();
                Admin admin = KafkaSettings.of(broker.bootstrapServers()).admin()) {
            broker.createTopic("made-by-connect", 7);
            TopicCatalogue topics = new TopicCatalogue(admin, TopicDeclarations.read(Optional.empty()));

            topics.ensure(List.of("made-by-connect", "made-by-connect.outputs", "ours", "ours.outputs"));

            assertThat(partitions(admin, "made-by-connect.outputs")).isEqualTo(7);
            assertThat(partitions(admin, "ours.outputs")).isEqualTo(partitions(admin, "ours"));
        }
    }

    @Test
    void reportsATopicThatDiffersAndLeavesItAsItIs() throws Exception {
        try (KafkaForTests broker = KafkaForTests.start();
                Admin admin = KafkaSettings.of(broker.bootstrapServers()).admin()) {
            broker.createTopic("made-by-connect", 7);
            TopicCatalogue topics = new TopicCatalogue(admin, TopicDeclarations.read(Optional.empty()));

            topics.ensure(List.of("made-by-connect", "ours"));

            assertThat(topics.differences(Set.of("made-by-connect"), Map.of()))
                    .contains(
                            "Topic made-by-connect has partitions 7 where 4 is declared",
                            "Topic made-by-connect has cleanup.policy delete where compact is declared");
            assertThat(topics.differences(Set.of("ours"), Map.of())).isEmpty();
            assertThat(partitions(admin, "made-by-connect")).isEqualTo(7);
        }
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }
}
