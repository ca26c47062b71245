package org.fhirriver.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.fhirriver.local.ports.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a collection that is larger than the memory of the store's process. */
final class StoreQueriesIT {

    private static final int DOCUMENTS = 12_000;
    private static final String HEAP = "-Xmx64m";

    @TempDir
    static Path folder;

    private static Process store;
    private static MongoClient client;
    private static MongoCollection<Document> patients;

    @BeforeAll
    static void fill() throws Exception {
        int port = FreePorts.next();
        store = new ProcessBuilder(StoreMain.command(
                                folder.resolve("store.mv"), port, List.of(HEAP, "-XX:+ExitOnOutOfMemoryError"))
                        .line())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("store.log").toFile())
                .start();
        client = MongoClients.create("mongodb://localhost:" + port);
        patients = client.getDatabase("fhir").getCollection("Patient");
        for (int from = 0; from < DOCUMENTS; from += 500) {
            List<Document> some = new ArrayList<>();
            for (int i = from; i < from + 500; i++) {
                some.add(new Document("_id", id(i))
                        .append("number", (i * 7919) % DOCUMENTS)
                        .append("gender", i % 3 == 0 ? "male" : "female")
                        .append("text", "x".repeat(6_000)));
            }
            patients.insertMany(some);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        store.destroyForcibly().waitFor();
    }

    @Test
    void streamsAllDocuments() {
        assertThat(count(patients.find())).isEqualTo(DOCUMENTS);
    }

    @Test
    void streamsInTheOrderOfIds() {
        String before = "";
        int count = 0;
        for (Document patient : patients.find().sort(Sorts.ascending("_id")).batchSize(300)) {
            assertThat(patient.getString("_id")).isGreaterThan(before);
            before = patient.getString("_id");
            count++;
        }
        assertThat(count).isEqualTo(DOCUMENTS);
    }

    @Test
    void sortsByAnyField() {
        int expected = DOCUMENTS - 1;
        for (Document patient : patients.find().sort(Sorts.descending("number"))) {
            assertThat(patient.getInteger("number")).isEqualTo(expected);
            expected--;
        }
        assertThat(expected).isEqualTo(-1);
    }

    @Test
    void sortsSkipsLimitsAndProjects() {
        List<Document> some = patients.find(Filters.eq("gender", "male"))
                .sort(Sorts.ascending("number"))
                .skip(2)
                .limit(3)
                .projection(Projections.include("number"))
                .into(new ArrayList<>());

        List<Document> all = patients.find(Filters.eq("gender", "male"))
                .projection(Projections.include("number"))
                .into(new ArrayList<>());
        all.sort((a, b) -> a.getInteger("number").compareTo(b.getInteger("number")));
        assertThat(some).isEqualTo(all.subList(2, 5));
        assertThat(some).allSatisfy(patient -> assertThat(patient).containsOnlyKeys("_id", "number"));
    }

    @Test
    void limitsWithoutAnOrder() {
        assertThat(count(patients.find().limit(5))).isEqualTo(5);
        assertThat(count(patients.find().limit(1_500))).isEqualTo(1_500);
        assertThat(count(patients.find().skip(DOCUMENTS - 10))).isEqualTo(10);
    }

    @Test
    void countsAndGroups() {
        assertThat(patients.countDocuments()).isEqualTo(DOCUMENTS);
        assertThat(patients.countDocuments(Filters.eq("gender", "male"))).isEqualTo(DOCUMENTS / 3);
        assertThat(patients.distinct("gender", String.class)).containsExactlyInAnyOrder("male", "female");
    }

    @Test
    void updatesAndDeletesMany() {
        var changes = client.getDatabase("fhir").getCollection("Changes");
        List<Document> some = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            some.add(new Document("_id", id(i)).append("seen", false).append("even", i % 2 == 0));
        }
        changes.insertMany(some);

        assertThat(changes.updateMany(Filters.eq("seen", false), Updates.set("seen", true))
                        .getModifiedCount())
                .isEqualTo(1_000);
        assertThat(changes.deleteMany(Filters.eq("even", true)).getDeletedCount())
                .isEqualTo(500);
        assertThat(count(changes.find(Filters.eq("seen", true)))).isEqualTo(500);
    }

    @Test
    void findsByKeyAndSomethingMore() {
        var found = Filters.and(Filters.eq("_id", id(77)), Filters.lt("number", DOCUMENTS));
        var other = Filters.and(Filters.eq("_id", id(77)), Filters.gt("number", DOCUMENTS));

        assertThat(patients.find(found)
                        .projection(Projections.include("gender"))
                        .first())
                .containsOnlyKeys("_id", "gender");
        assertThat(patients.find(other).first()).isNull();
        assertThat(patients.find(Filters.in("_id", id(1), id(2), id(2), "none")).into(new ArrayList<>()))
                .hasSize(2);
    }

    @Test
    void givesMoreThanTheFirstOfManyKeys() {
        List<String> wanted =
                IntStream.range(0, 450).mapToObj(StoreQueriesIT::id).toList();

        assertThat(patients.find(Filters.in("_id", wanted)).into(new ArrayList<>()))
                .hasSize(450);
    }

    @Test
    void goesOnWhileOthersWrite() {
        var changes = client.getDatabase("fhir").getCollection("Written");
        for (int i = 0; i < 600; i++) {
            changes.insertOne(new Document("_id", id(i)));
        }

        int count = 0;
        for (Document document : changes.find().batchSize(50)) {
            changes.deleteOne(Filters.eq("_id", document.getString("_id")));
            count++;
        }

        assertThat(count).isEqualTo(600);
        assertThat(changes.countDocuments()).isZero();
    }

    private static int count(FindIterable<Document> found) {
        int count = 0;
        for (Document ignored : found.projection(Projections.include("number"))) {
            count++;
        }
        return count;
    }

    private static String id(int number) {
        return "%08x".formatted(number * 0x9E3779B1);
    }
}
