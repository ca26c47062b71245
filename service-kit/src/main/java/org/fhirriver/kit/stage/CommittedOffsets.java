package org.fhirriver.kit.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Brings a consumer back to what its group has committed. */
public final class CommittedOffsets {

    private CommittedOffsets() {}

    /** Lets the next poll begin, in every partition, behind what is committed. */
    public static void seek(Consumer<?, ?> consumer) {
        Set<TopicPartition> assignment = consumer.assignment();
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(assignment);
        List<TopicPartition> untouched = new ArrayList<>();
        for (TopicPartition partition : assignment) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                untouched.add(partition);
            } else {
                consumer.seek(partition, offset);
            }
        }
        if (!untouched.isEmpty()) {
            consumer.seekToBeginning(untouched);
        }
    }
}
