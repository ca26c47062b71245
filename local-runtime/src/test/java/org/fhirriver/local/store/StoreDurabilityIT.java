package org.fhirriver.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.fhirriver.local.ports.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the store's process while a client writes, and looks for what was acknowledged. */
final class StoreDurabilityIT {

    private static final int BATCH = 200;

    @TempDir
    Path folder;

    @Test
    void hasEveryAcknowledgedWriteAfterAKill() throws Exception {
        int port = FreePorts.next();
        Path file = folder.resolve("store.mv");
        var acknowledged = new AtomicInteger();
        int before = 0;

        for (int round = 0; round < 3; round++) {
            Process store = start(file, port);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeUntilItFails(port, acknowledged));
            int enough = before + 3 * BATCH;
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.get() > enough);
            store.destroyForcibly().waitFor();
            writer.join();
            before = acknowledged.get();
        }

        Process store = start(file, port);
        try (var client = MongoClients.create(uri(port))) {
            MongoCollection<Document> patients = patients(client);
            for (int batch = 0; batch < acknowledged.get() / BATCH; batch++) {
                assertThat(patients.countDocuments(Filters.eq("batch", batch)))
                        .as("documents of acknowledged batch %d of %d", batch, acknowledged.get() / BATCH)
                        .isEqualTo(BATCH);
            }
        } finally {
            store.destroyForcibly().waitFor();
        }
    }

    private static void writeUntilItFails(int port, AtomicInteger acknowledged) {
        try (var client = MongoClients.create(uri(port))) {
            MongoCollection<Document> patients = patients(client);
            while (true) {
                int batch = acknowledged.get() / BATCH;
                List<WriteModel<Document>> writes = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    String id = "p" + (batch * BATCH + i);
                    writes.add(new ReplaceOneModel<>(
                            Filters.eq("_id", id),
                            new Document("_id", id).append("batch", batch).append("text", "x".repeat(500)),
                            new ReplaceOptions().upsert(true)));
                }
                patients.bulkWrite(writes);
                acknowledged.addAndGet(BATCH);
            }
        } catch (MongoException e) {
            // The store was killed; this batch was not acknowledged.
        }
    }

    private static MongoCollection<Document> patients(MongoClient client) {
        return client.getDatabase("fhir").getCollection("Patient");
    }

    private static String uri(int port) {
        return "mongodb://localhost:" + port + "/?serverSelectionTimeoutMS=20000&retryWrites=false";
    }

    private Process start(Path file, int port) throws Exception {
        return new ProcessBuilder(
                        StoreMain.command(file, port, List.of("-Xmx128m")).line())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("store.log").toFile())
                .start();
    }
}
