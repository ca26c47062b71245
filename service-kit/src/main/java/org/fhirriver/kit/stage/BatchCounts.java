package org.fhirriver.kit.stage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.Stage;
import org.jspecify.annotations.Nullable;

/** What a stage counts within one transaction, by batch, pipeline and partition. */
final class BatchCounts {

    private final Stage stage;
    private final Map<Group, Tally> tallies = new LinkedHashMap<>();

    BatchCounts(Stage stage) {
        this.stage = stage;
    }

    private record Group(@Nullable String batch, String pipeline, String topic, int partition) {}

    private static final class Tally {
        private final Map<Count, Long> counts = new EnumMap<>(Count.class);
        private long first = Long.MAX_VALUE;
        private long end;

        private void add(long offset, Count count, long number) {
            first = Math.min(first, offset);
            end = Math.max(end, offset + 1);
            counts.merge(count, number, Long::sum);
        }
    }

    void add(ConsumerRecord<?, ?> message, @Nullable String batch, String pipeline, Count count, long number) {
        if (number > 0) {
            tallies.computeIfAbsent(
                            new Group(batch, pipeline, message.topic(), message.partition()), group -> new Tally())
                    .add(message.offset(), count, number);
        }
    }

    /** The entries for the ledger: those of messages that belong to a batch. */
    List<LedgerEntry> entries(Instant at) {
        List<LedgerEntry> entries = new ArrayList<>();
        tallies.forEach((group, tally) -> {
            if (group.batch() != null) {
                String origin = new Origin(group.topic(), group.partition(), tally.first).toString();
                entries.add(new LedgerEntry.Counted(
                        group.batch(), at, group.pipeline(), stage, origin, tally.end, tally.counts));
            }
        });
        return entries;
    }

    /** Everything that was counted, batch or not, by pipeline. */
    void forEach(BiConsumer<String, Map<Count, Long>> visitor) {
        tallies.forEach((group, tally) -> visitor.accept(group.pipeline(), tally.counts));
    }
}
