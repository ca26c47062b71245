package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the extractor takes from a change event to the record, at a steady rate. */
final class CaptureLatencyIT {

    private static final int CHANGES = Integer.getInteger("capture.changes", 1_000);
    private static final int A_SECOND = 200;

    @TempDir
    private Path folder;

    @Test
    void publishesRecordsWithinATimeThatIsNotNoticed() throws Exception {
        try (River river = new River(folder)) {
            river.sql(
                    "CREATE TABLE beds (id integer PRIMARY KEY, ward integer)",
                    "INSERT INTO beds SELECT n, 0 FROM generate_series(1, " + 2 * CHANGES + ") n");
            river.file("hospital/beds.yaml", """
                    name: hospital-beds
                    key: [id]
                    extract: {table: beds}
                    resources:
                      - template: {resourceType: Basic, code: {text: x}}
                    """);
            river.changeTopics("beds");
            river.start();
            river.awaitReady();
            try (ChangeFeed feed = new ChangeFeed(river.kafkaSettings(), "postgresql")) {
                feed(feed, 1, CHANGES);
                feed(feed, CHANGES + 1, 2 * CHANGES);
            }
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> river.messages("hospital-beds").size() >= 2 * CHANGES);

            List<Long> times = times(river);
            System.out.printf(
                    "From change event to record at %d a second: median %d ms, 99th percentile %d ms%n",
                    A_SECOND, times.get(times.size() / 2), times.get(times.size() * 99 / 100));
            // What a loaded machine may take; the figures are for whoever reads them.
            assertThat(times.get(times.size() / 2)).isLessThan(1_000);
        }
    }

    private static void feed(ChangeFeed feed, int from, int until) {
        long begun = System.nanoTime();
        for (int id = from; id <= until; id++) {
            feed.changes("beds", "u", id, id);
            long next = begun + TimeUnit.SECONDS.toNanos(id - from + 1) / A_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /** Of the second half, when everything is warm. */
    private static List<Long> times(River river) {
        Map<String, Long> changed = new HashMap<>();
        river.messages("changes.hospital.public.beds")
                .forEach(message -> changed.put(River.key(message).replaceAll("\\D", ""), message.timestamp()));
        List<Long> times = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : river.messages("hospital-beds")) {
            if (Integer.parseInt(River.key(record)) > CHANGES) {
                times.add(record.timestamp() - changed.get(River.key(record)));
            }
        }
        times.sort(null);
        return times;
    }
}
