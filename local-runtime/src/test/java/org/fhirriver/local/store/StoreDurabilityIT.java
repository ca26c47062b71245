package org.fhirriver.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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

    @Test
    void hasEveryAcknowledgedReplacementAndDeleteAfterAKill() throws Exception {
        int port = FreePorts.next();
        Path file = folder.resolve("changes.mv");
        var rounds = new AtomicInteger();

        Process first = start(file, port);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> changeUntilItFails(port, rounds));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> rounds.get() > 5);
        first.destroyForcibly().waitFor();
        writer.join();

        int last = rounds.get();
        Process again = start(file, port);
        try (var client = MongoClients.create(uri(port))) {
            List<String> ids = IntStream.range(0, BATCH).mapToObj(i -> "p" + i).toList();
            List<Document> byId = patients(client).find(Filters.in("_id", ids)).into(new ArrayList<>());
            assertThat(patients(client).find()).containsExactlyInAnyOrderElementsOf(byId);
            for (int i = 0; i < BATCH; i++) {
                String id = "p" + i;
                Optional<Document> found = byId.stream()
                        .filter(patient -> patient.getString("_id").equals(id))
                        .findFirst();
                // The next round may be there in part, or be there and not be acknowledged.
                if (found.isPresent()) {
                    assertThat(found.get().getInteger("round")).as(id).isIn(isDeleted(i, last) ? -1 : last, last + 1);
                } else {
                    assertThat(isDeleted(i, last) || isDeleted(i, last + 1))
                            .as(id)
                            .isTrue();
                }
            }
        } finally {
            again.destroyForcibly().waitFor();
        }
    }

    private static boolean isDeleted(int number, int round) {
        return number % 10 == round % 10;
    }

    private static void changeUntilItFails(int port, AtomicInteger rounds) {
        try (var client = MongoClients.create(uri(port))) {
            MongoCollection<Document> patients = patients(client);
            while (true) {
                int round = rounds.get() + 1;
                List<WriteModel<Document>> replacements = new ArrayList<>();
                List<WriteModel<Document>> deletes = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    String id = "p" + i;
                    replacements.add(new ReplaceOneModel<>(
                            Filters.and(Filters.eq("_id", id), Filters.lt("round", round)),
                            new Document("_id", id).append("round", round).append("text", "x".repeat(round % 700)),
                            new ReplaceOptions().upsert(true)));
                    if (isDeleted(i, round)) {
                        deletes.add(new DeleteOneModel<>(Filters.eq("_id", id)));
                    }
                }
                patients.bulkWrite(replacements);
                patients.bulkWrite(deletes);
                rounds.set(round);
            }
        } catch (MongoException e) {
            // The store was killed; this round was not acknowledged.
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
