package org.fhirriver.benchmarks.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.fhirriver.benchmarks.report.Row;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.process.ChildProcess;
import org.fhirriver.local.process.ChildSpec;
import org.fhirriver.local.store.StoreMain;
import org.jspecify.annotations.Nullable;

/**
 * The loader's first load of a topic against the driver's bulk writes of the documents that it has made, to the same store,
 * and its load of the same resources once more against the first.
 */
public final class LoaderStage {

    private static final String TOPIC = "fhir.Observation";
    private static final String GROUP = "loader";
    private static final String COLLECTION = "Observation";
    /** As many as are measured, and as many before them, with which a JVM warms up. */
    private static final int A_SECOND = 20_000;

    private static final int A_BULK = 1_000;

    private LoaderStage() {}

    /**
     * Measures it.
     *
     * @param mongodb the address of a MongoDB whose databases {@code bench-loader} and {@code bench-driver} may be
     *     dropped; null for the embedded store
     * @param resource makes the JSON of a resource from its number
     */
    public static List<Row> run(Order order, @Nullable String mongodb, IntFunction<byte[]> resource)
            throws IOException, InterruptedException {
        int documents = order.records(A_SECOND);
        try (Bench bench = new Bench(order)) {
            bench.topics(TOPIC);
            Optional<ChildProcess> store = Optional.empty();
            String uri = mongodb;
            if (uri == null) {
                int port = FreePorts.next();
                store = Optional.of(ChildProcess.start(storeOf(bench, port)));
                uri = "mongodb://localhost:" + port;
            }
            try (MongoClient client = MongoClients.create(new ConnectionString(uri))) {
                MongoDatabase loaded = client.getDatabase("bench-loader");
                MongoDatabase written = client.getDatabase("bench-driver");
                loaded.drop();
                written.drop();
                // The store is as warm for the one as for the other.
                double unused = bulk(written, prepared(documents, resource));
                written.drop();
                fill(bench, documents, resource);
                double ours = load(bench, uri, documents);
                fill(bench, documents, resource);
                double again = load(bench, uri, documents);
                double driver = bulk(written, stored(loaded));
                String where = mongodb == null ? ", embedded store" : "";
                return List.of(
                        new Row("loader: first load" + where, "documents", ours, "the driver's bulkWrite", driver, 0.8),
                        new Row("loader: unchanged reload" + where, "documents", again, "its first load", ours, 2.0));
            } finally {
                if (store.isPresent()) {
                    Bench.stop(store.get());
                }
            }
        }
    }

    private static ChildSpec storeOf(Bench bench, int port) {
        return new ChildSpec(
                "store",
                StoreMain.command(bench.folder().resolve("store.mv"), port, List.of("-Xmx512m", "-XX:+UseSerialGC"))
                        .line(),
                Map.of(),
                bench.folder().resolve("store.log"),
                bench.folder().resolve("store.pid"));
    }

    private static List<RawBsonDocument> prepared(int documents, IntFunction<byte[]> resource) {
        List<RawBsonDocument> prepared = new ArrayList<>();
        for (int number = 0; number < documents; number++) {
            Document document = Document.parse(new String(resource.apply(number), UTF_8));
            document.put("_id", document.remove("id"));
            prepared.add(RawBsonDocument.parse(document.toJson()));
        }
        return prepared;
    }

    /** The documents as the loader has written them, to the byte. */
    private static List<RawBsonDocument> stored(MongoDatabase database) {
        return database.getCollection(COLLECTION, RawBsonDocument.class).find().into(new ArrayList<>());
    }

    private static double bulk(MongoDatabase database, List<RawBsonDocument> prepared) {
        int documents = prepared.size();
        MongoCollection<RawBsonDocument> collection = database.getCollection(COLLECTION, RawBsonDocument.class);
        int half = documents / 2;
        long started = System.nanoTime();
        for (int from = 0; from < documents; from += A_BULK) {
            if (from <= half && half < from + A_BULK) {
                started = System.nanoTime();
                half = from;
            }
            List<InsertOneModel<RawBsonDocument>> bulk =
                    prepared.subList(from, Math.min(documents, from + A_BULK)).stream()
                            .map(InsertOneModel::new)
                            .toList();
            collection.bulkWrite(bulk, new BulkWriteOptions().ordered(false));
        }
        return (documents - half) * 1e9 / (System.nanoTime() - started);
    }

    private static void fill(Bench bench, int documents, IntFunction<byte[]> resource) {
        try (Producer<byte[], byte[]> producer = bench.kafka().transactionalProducer("fill")) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int number = 0; number < documents; number++) {
                byte[] json = resource.apply(number);
                String id =
                        String.valueOf(Document.parse(new String(json, UTF_8)).get("id"));
                Future<?> unused =
                        producer.send(new ProducerRecord<>(TOPIC, (COLLECTION + "/" + id).getBytes(UTF_8), json));
            }
            producer.commitTransaction();
        }
    }

    private static double load(Bench bench, String uri, int documents) throws IOException, InterruptedException {
        long before = bench.committed(GROUP, TOPIC);
        ChildProcess loader = bench.service("loader", Map.of("MONGODB_URI", uri + "/bench-loader"));
        try {
            return Bench.rate(documents / 2, documents, () -> bench.committed(GROUP, TOPIC) - before);
        } finally {
            Bench.stop(loader);
        }
    }
}
