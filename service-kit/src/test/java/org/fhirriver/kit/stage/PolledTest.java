package org.fhirriver.kit.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class PolledTest {

    private static final TopicPartition FIRST = new TopicPartition("p", 0);
    private static final TopicPartition SECOND = new TopicPartition("p", 1);

    private final Polled polled = new Polled();

    @Test
    void goesOnBehindWhatIsDone() {
        polled.add(records(message(FIRST, 5), message(FIRST, 6), message(SECOND, 7)));
        polled.add(records(message(FIRST, 8)));

        assertThat(offsets(polled.ends(2))).isEqualTo(Map.of(FIRST, 7L));
        polled.done(2);
        assertThat(polled.begins()).isEqualTo(Map.of(FIRST, 8L, SECOND, 7L));
        assertThat(offsets(polled.ends(1))).isEqualTo(Map.of(SECOND, 8L));
        polled.done(1);
        assertThat(offsets(polled.ends(1))).isEqualTo(Map.of(FIRST, 9L));
        polled.done(1);

        assertThat(polled.isEmpty()).isTrue();
    }

    @Test
    void forgetsThePartitionsOfOthers() {
        polled.add(records(message(FIRST, 5), message(SECOND, 7)));
        polled.add(records(message(FIRST, 6)));

        polled.forget(List.of(FIRST));

        assertThat(polled.begins()).isEqualTo(Map.of(SECOND, 7L));
        assertThat(polled.batch()).hasSize(1);
        polled.done(1);
        assertThat(polled.isEmpty()).isTrue();
    }

    @Test
    void hasRoomForOneMoreBatchWhileTheFirstIsNotLarge() {
        assertThat(polled.hasRoomBehind()).isFalse();

        polled.add(records(message(FIRST, 1)));
        assertThat(polled.hasRoomBehind()).isTrue();

        polled.add(records(message(FIRST, 2)));
        assertThat(polled.hasRoomBehind()).isFalse();

        polled.clear();
        polled.add(records(message(FIRST, 1, 20 * 1024 * 1024)));
        assertThat(polled.hasRoomBehind()).isFalse();
    }

    @Test
    void isEmptyAfterAPollThatBroughtNothing() {
        polled.add(records());

        assertThat(polled.isEmpty()).isTrue();
        assertThat(polled.begins()).isEmpty();
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetAndMetadata> ends) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        ends.forEach((partition, end) -> offsets.put(partition, end.offset()));
        return offsets;
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // Kafka's records are generic.
    private static ConsumerRecords<byte[], byte[]> records(ConsumerRecord<byte[], byte[]>... messages) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            byPartition
                    .computeIfAbsent(
                            new TopicPartition(message.topic(), message.partition()), partition -> new ArrayList<>())
                    .add(message);
        }
        return new ConsumerRecords<>(byPartition, Map.of());
    }

    private static ConsumerRecord<byte[], byte[]> message(TopicPartition partition, long offset) {
        return message(partition, offset, 10);
    }

    /** Only the size that is told counts; the value itself is not there. */
    private static ConsumerRecord<byte[], byte[]> message(TopicPartition partition, long offset, int size) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                size,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
