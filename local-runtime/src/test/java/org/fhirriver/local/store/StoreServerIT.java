package org.fhirriver.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store keeps of documents, also when its file is opened again. */
final class StoreServerIT {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    @TempDir
    Path folder;

    private StoreServer store;
    private MongoClient client;

    @BeforeEach
    void open() {
        store = StoreServer.onDisk(folder.resolve("store.mv"), 0);
        client = MongoClients.create(store.uri());
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private void openAgain() {
        close();
        open();
    }

    @Test
    void keepsTheOrderOfInsertion() {
        for (String id : List.of("c", "a", "d", "b")) {
            patients().insertOne(new Document("_id", id).append("n", 1));
        }
        patients().replaceOne(Filters.eq("_id", "a"), new Document("n", 2).append("text", "longer than before"));
        patients().updateOne(Filters.eq("_id", "d"), Updates.set("n", 3));
        patients().deleteOne(Filters.eq("_id", "c"));

        openAgain();
        patients().insertOne(new Document("_id", "0"));

        assertThat(ids(new Document(), new Document())).containsExactly("a", "d", "b", "0");
        assertThat(ids(new Document(), new Document("$natural", -1))).containsExactly("0", "b", "d", "a");
        assertThat(ids(new Document(), Sorts.ascending("_id"))).containsExactly("0", "a", "b", "d");
        assertThat(ids(new Document(), Sorts.descending("_id"))).containsExactly("d", "b", "a", "0");
        assertThat(ids(Filters.in("_id", "d", "a", "c"), Sorts.descending("_id")))
                .containsExactly("d", "a");
    }

    @Test
    void replacesWhatMatches() {
        patients().insertOne(new Document("_id", "a").append("offset", 5).append("old", true));

        UpdateResult refused = patients().replaceOne(older("a", 5), new Document("offset", 6));
        UpdateResult replaced = patients().replaceOne(older("a", 7), new Document("offset", 7));
        UpdateResult same = patients().replaceOne(older("a", 8), new Document("offset", 7));

        assertThat(List.of(refused.getMatchedCount(), refused.getModifiedCount()))
                .containsExactly(0L, 0L);
        assertThat(List.of(replaced.getMatchedCount(), replaced.getModifiedCount()))
                .containsExactly(1L, 1L);
        assertThat(List.of(same.getMatchedCount(), same.getModifiedCount())).containsExactly(1L, 0L);
        openAgain();
        assertThat(patients().find()).containsExactly(new Document("_id", "a").append("offset", 7));
    }

    @Test
    void insertsWhatIsNotThereToBeReplaced() {
        UpdateResult inserted = patients().replaceOne(older("a", 7), new Document("offset", 7), UPSERT);

        assertThat(inserted.getUpsertedId().asString().getValue()).isEqualTo("a");
        assertThatThrownBy(() -> patients().replaceOne(older("a", 6), new Document("offset", 6), UPSERT))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(11_000));
        assertThat(patients().find()).containsExactly(new Document("_id", "a").append("offset", 7));
    }

    @Test
    void keepsIds() {
        patients().insertOne(new Document("_id", "a"));

        assertThatThrownBy(() -> patients().replaceOne(Filters.eq("_id", "a"), new Document("_id", "b")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(66));
        assertThat(ids(new Document(), new Document())).containsExactly("a");
    }

    @Test
    void hasIdsOfEveryType() {
        List<Object> ids = List.of(
                "text",
                new ObjectId(),
                7,
                8L,
                2.5,
                true,
                Instant.ofEpochSecond(86_400),
                new Document("system", "a").append("value", 1),
                "ä".repeat(300));
        ids.forEach(id -> patients().insertOne(new Document("_id", id).append("n", 1)));

        openAgain();

        for (Object id : ids) {
            assertThatThrownBy(() -> patients().insertOne(new Document("_id", id)))
                    .isInstanceOfSatisfying(
                            MongoWriteException.class,
                            e -> assertThat(e.getCode()).isEqualTo(11_000));
            patients().replaceOne(Filters.eq("_id", id), new Document("n", 2));
            assertThat(patients().find(Filters.eq("_id", id)).projection(Projections.excludeId()))
                    .containsExactly(new Document("n", 2));
        }
        assertThat(patients().countDocuments(Filters.eq("_id", 7.0))).isOne();
        for (Object id : ids) {
            assertThat(patients().deleteOne(Filters.eq("_id", id)).getDeletedCount())
                    .isOne();
        }
        assertThat(patients().countDocuments()).isZero();
    }

    @Test
    void keepsAnotherUniqueIndex() {
        patients().createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
        patients().insertOne(new Document("_id", "a").append("number", 1));
        patients().insertOne(new Document("_id", "b").append("number", 2));

        openAgain();

        assertThatThrownBy(() -> patients().replaceOne(Filters.eq("_id", "a"), new Document("number", 2)))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(11_000));
        patients().replaceOne(Filters.eq("_id", "a"), new Document("number", 3));
        patients().insertOne(new Document("_id", "c").append("number", 1));
        assertThat(ids(Filters.eq("number", 3), new Document())).containsExactly("a");
        assertThat(ids(Filters.eq("number", 1), new Document())).containsExactly("c");
    }

    @Test
    void readsTheFieldsThatAreAskedFor() {
        var name = new Document("family", "Smith").append("given", List.of("Ann", "Beth"));
        patients()
                .insertOne(new Document("_id", "a")
                        .append("name", name)
                        .append("bytes", new byte[] {1, 2})
                        .append("at", Instant.EPOCH)
                        .append("none", null)
                        .append("n", 5L)
                        .append("last", "z"));

        assertThat(found(Projections.include("name.family", "last")))
                .isEqualTo(new Document("_id", "a")
                        .append("name", new Document("family", "Smith"))
                        .append("last", "z"));
        assertThat(found(Projections.exclude("name", "bytes", "at", "none")))
                .isEqualTo(new Document("_id", "a").append("n", 5L).append("last", "z"));
        assertThat(found(Projections.fields(Projections.excludeId(), Projections.include("n"))))
                .isEqualTo(new Document("n", 5L));
        assertThat(ids(Filters.or(Filters.eq("last", "y"), Filters.eq("name.given", "Beth")), Sorts.ascending("n")))
                .containsExactly("a");
    }

    @Test
    void forgetsWhatIsDropped() {
        patients().insertOne(new Document("_id", "a"));
        MongoCollection<Document> other = client.getDatabase("fhir-2").getCollection("Patient");
        other.insertOne(new Document("_id", "a"));

        patients().drop();
        openAgain();
        patients().insertOne(new Document("_id", "a").append("n", 2));

        assertThat(patients().find()).containsExactly(new Document("_id", "a").append("n", 2));
        client.getDatabase("fhir").drop();
        openAgain();
        assertThat(client.listDatabaseNames()).contains("fhir-2").doesNotContain("fhir");
        assertThat(client.getDatabase("fhir-2").getCollection("Patient").countDocuments())
                .isOne();
    }

    private Document found(Bson projection) {
        return patients().find().projection(projection).first();
    }

    private List<Object> ids(Bson filter, Bson order) {
        List<Object> ids = new ArrayList<>();
        patients().find(filter).sort(order).forEach(document -> ids.add(document.get("_id")));
        return ids;
    }

    private static Bson older(String id, int offset) {
        return Filters.and(Filters.eq("_id", id), Filters.lt("offset", offset));
    }

    private MongoCollection<Document> patients() {
        return client.getDatabase("fhir").getCollection("Patient");
    }
}
