package org.fhirriver.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.fhirriver.cli.batch.BatchView;
import org.fhirriver.test.CommittedMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the rows of the MIMIC sample come, by a batch, a snapshot, or the log, they are the same documents. */
final class WholeSampleIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> TABLES = List.of(
            "patients", "admissions", "icustays", "diagnoses_icd", "procedures_icd", "labevents", "prescriptions");

    @TempDir
    private Path folder;

    @Test
    void isTheSameByBatchBySnapshotAndByTheLog() throws Exception {
        try (var river = new CapturedRiver(folder, List.of("mimic"), 1);
                Connection mimic = river.postgresql()) {
            river.capture(withSnapshot(river.connectors().get(0)));
            List<String> pipelines = untilBatchesEnd(river);
            Documents ofBatch = Documents.of(river.store());
            assertThat(ofBatch.byId()).hasSizeGreaterThan(7_000);
            pipelines.forEach(pipeline -> assertSnapshotHasWhatBatchesHave(river, pipeline));

            // The table that the others refer to goes last and comes first.
            mimic.setAutoCommit(false);
            execute(mimic, "CREATE SCHEMA saved");
            for (String table : TABLES) {
                execute(mimic, "CREATE TABLE saved.%1$s AS TABLE public.%1$s".formatted(table));
                execute(mimic, "DELETE FROM public." + table);
            }
            mimic.commit();
            await().atMost(PATIENCE)
                    .until(() -> Documents.of(river.store()).byId().isEmpty());

            for (String table : TABLES) {
                execute(mimic, "INSERT INTO public.%1$s SELECT * FROM saved.%1$s".formatted(table));
                mimic.commit();
            }
            await().atMost(PATIENCE)
                    .until(() -> Documents.of(river.store()).byId().size()
                            == ofBatch.byId().size());

            assertThat(Documents.of(river.store()).differencesTo(ofBatch)).isEmpty();
            assertThat(ofBatches(river)).isZero();
        }
    }

    private Path withSnapshot(Path connector) throws IOException {
        String shipped = Files.readString(connector);
        String initial = shipped.replace("\"snapshot.mode\": \"no_data\"", "\"snapshot.mode\": \"initial\"");
        assertThat(initial).isNotEqualTo(shipped);
        return Files.writeString(folder.resolve(connector.getFileName()), initial);
    }

    /** When a snapshot has ended, each pipeline of its system is read as a whole; gives their names. */
    private static List<String> untilBatchesEnd(CapturedRiver river) throws IOException, InterruptedException {
        List<String> pipelines = river.extractor().pipelines();
        await().atMost(PATIENCE).until(() -> {
            List<BatchView> batches = river.extractor().batches();
            return batches.stream().allMatch(BatchView::isClean)
                    && batches.stream()
                            .flatMap(batch -> batch.pipelines().stream())
                            .map(BatchView.PipelineView::pipeline)
                            .collect(Collectors.toSet())
                            .containsAll(pipelines);
        });
        return pipelines;
    }

    /** Records of touched keys belong to no batch; those of a snapshot come before anything has changed. */
    private static void assertSnapshotHasWhatBatchesHave(CapturedRiver river, String pipeline) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, String> ofSnapshot = new TreeMap<>();
            Map<String, String> ofBatches = new TreeMap<>();
            CommittedMessages.forEach(river.kafka(), pipeline, message -> {
                var to = isOfBatch(message.headers()) ? ofBatches : ofSnapshot;
                to.put(new String(message.key(), UTF_8), new String(message.value(), UTF_8));
            });
            assertThat(ofSnapshot).isNotEmpty().isEqualTo(ofBatches);
        });
    }

    private static boolean isOfBatch(Headers headers) {
        return headers.lastHeader(org.fhirriver.messages.Headers.BATCH) != null;
    }

    private static long ofBatches(CapturedRiver river) {
        long found = 0;
        for (String type : river.store().listCollectionNames()) {
            found += river.store().getCollection(type).countDocuments(Filters.exists("_river.batch"));
        }
        return found;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
