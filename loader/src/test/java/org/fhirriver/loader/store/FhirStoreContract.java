package org.fhirriver.loader.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.fhirriver.loader.export.NdjsonExport;
import org.fhirriver.loader.store.Outcome.Kind;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.ResourceKey;
import org.fhirriver.test.MongoForTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store promises, whichever server is behind it. */
abstract class FhirStoreContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

    private MongoForTests mongo;
    private MongoClient client;
    private MongoDatabase database;
    private FhirStore store;

    abstract MongoForTests mongo();

    @BeforeEach
    void connect() {
        mongo = mongo();
        client = MongoClients.create(mongo.uri());
        database = client.getDatabase(mongo.database());
        store = new FhirStore(database, CLOCK);
    }

    @AfterEach
    void disconnect() {
        if (client != null) {
            client.close();
            mongo.close();
        }
    }

    @Test
    void countsAVersionForEachNewContentOnly() {
        assertThat(apply(state("1", 0, "a"))).containsExactly(Kind.LOADED);
        assertThat(apply(state("1", 1, "a"))).containsExactly(Kind.UNCHANGED);
        assertThat(apply(state("1", 2, "b"))).containsExactly(Kind.LOADED);

        assertThat(version("1")).isEqualTo("2");
        assertThat(patient("1").getString("gender")).isEqualTo("b");
    }

    @Test
    void tellsTheSameOfAStateThatComesAgain() {
        apply(state("1", 5, "a"));
        apply(state("2", 6, "a"));
        apply(state("2", 7, null));

        assertThat(apply(state("1", 5, "a"))).containsExactly(Kind.LOADED);
        assertThat(apply(state("2", 6, "a"))).containsExactly(Kind.SUPERSEDED);
        assertThat(apply(state("2", 7, null))).containsExactly(Kind.DELETED);

        assertThat(version("1")).isEqualTo("1");
        assertThat(patient("2")).isNull();
    }

    @Test
    void leavesANewerStateAlone() {
        apply(state("1", 9, "new"));

        assertThat(apply(state("1", 3, "old"))).containsExactly(Kind.SUPERSEDED);
        assertThat(apply(state("1", 4, null))).containsExactly(Kind.SUPERSEDED);

        assertThat(patient("1").getString("gender")).isEqualTo("new");
    }

    @Test
    void deletesAndLetsNothingOlderComeBack() {
        apply(state("1", 1, "a"));

        assertThat(apply(state("1", 2, null))).containsExactly(Kind.DELETED);
        assertThat(patient("1")).isNull();
        assertThat(apply(state("1", 1, "a"))).containsExactly(Kind.SUPERSEDED);
        assertThat(patient("1")).isNull();
    }

    /** Many at once are written without a look, where what came before was new. */
    @Test
    void findsOutAmongManyNewOnesWhichAreNot() {
        apply(many(0, 100, 1_000));
        apply(state("130", 5_000, "newer"));
        apply(state("131", 1_100, "a"));
        apply(state("132", 5_000, "gone"));
        apply(state("132", 5_001, null));
        apply(state("133", 900, "older"));

        List<ResourceState> next = many(100, 100, 1_069);

        assertThat(apply(next)).filteredOn(kind -> kind == Kind.LOADED).hasSize(98);
        assertThat(apply(next)).filteredOn(kind -> kind == Kind.SUPERSEDED).hasSize(2);
        assertThat(patient("130").getString("gender")).isEqualTo("newer");
        assertThat(patient("132")).isNull();
        assertThat(patient("133").getString("gender")).isEqualTo("a");
        assertThat(version("133")).isEqualTo("2");
        assertThat(version("199")).isEqualTo("1");
    }

    /** States of resources from a number on, at offsets from one on. */
    private static List<ResourceState> many(int first, int number, long offset) {
        List<ResourceState> states = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            states.add(state(String.valueOf(first + i), offset + i, "a"));
        }
        return states;
    }

    @Test
    void goesOnCountingVersionsAfterADelete() {
        apply(state("1", 1, "a"));
        apply(state("1", 2, null));

        assertThat(apply(state("1", 3, "a"))).containsExactly(Kind.LOADED);

        assertThat(version("1")).isEqualTo("2");
    }

    @Test
    void leavesNoTombstoneOfWhatWasNeverThere() {
        assertThat(apply(state("1", 1, null))).containsExactly(Kind.DELETED);

        assertThat(database.getCollection(River.TOMBSTONES).countDocuments()).isZero();
    }

    @Test
    void letsNoStateComeBackThatWasLeftOutForADelete() {
        assertThat(apply(overtaking(state("1", 9, null)))).containsExactly(Kind.DELETED);

        assertThat(apply(state("1", 7, "left out"))).containsExactly(Kind.SUPERSEDED);

        assertThat(patient("1")).isNull();
    }

    @Test
    void letsNoStateComeBackThatWasLeftOutForOneWithTheStoredContent() {
        apply(state("1", 5, "a"));
        assertThat(apply(overtaking(state("1", 9, "a")))).containsExactly(Kind.UNCHANGED);

        assertThat(apply(state("1", 7, "left out"))).containsExactly(Kind.SUPERSEDED);

        assertThat(patient("1").getString("gender")).isEqualTo("a");
        assertThat(version("1")).isEqualTo("1");
    }

    @Test
    void removesWhatWasInsertedAfterItsDeletion() {
        apply(state("1", 1, "a"));
        apply(state("1", 2, null));
        apply(state("2", 1, "a"));
        apply(state("2", 2, null));
        apply(state("2", 3, "again"));
        // As a loader does that read before the deletion and writes after it.
        database.getCollection("Patient")
                .insertOne(new Document("_id", "1").append("_river", new Document("offset", 1L)));

        new LateWrites(database, CLOCK).removeRecent();

        assertThat(patient("1")).isNull();
        assertThat(patient("2").getString("gender")).isEqualTo("again");
    }

    @Test
    void refusesWhatAUniqueIndexOfSomebodyElseRefuses() {
        database.getCollection("Patient").createIndex(new Document("gender", 1), new IndexOptions().unique(true));

        List<Outcome> outcomes = store.apply(List.of(state("1", 0, "a"), state("2", 1, "a"), state("3", 2, "b")));

        assertThat(outcomes)
                .extracting(Outcome::kind)
                .containsExactlyInAnyOrder(Kind.LOADED, Kind.LOADED, Kind.REFUSED);
    }

    @Test
    void refusesABadDocumentAndWritesItsNeighbours() {
        ResourceState bad = new ResourceState(
                new ResourceKey("Patient", "bad"),
                "{\"resourceType\":\"Patient\",\"id\":\"other\"}".getBytes(UTF_8),
                new Origin("fhir.Patient", 0, 1),
                new ResourceState.Source("p", "k", null, null),
                false);

        List<Outcome> outcomes = store.apply(List.of(state("1", 0, "a"), bad, state("2", 2, "a")));

        assertThat(outcomes)
                .extracting(Outcome::kind)
                .containsExactlyInAnyOrder(Kind.LOADED, Kind.REFUSED, Kind.LOADED);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.kind() == Kind.REFUSED)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.reason())
                        .isEqualTo("resourceType or id are not those of the message's key"));
        assertThat(database.getCollection("Patient").countDocuments()).isEqualTo(2);
    }

    @Test
    void marksAsStaleUntilTheNextState() {
        apply(state("1", 1, "a"));
        mark("1", new Origin("p", 0, 7));
        assertThat(patient("1").get("_river", Document.class).get("stale", Document.class))
                .containsEntry("cause", "no code")
                .containsEntry("origin", "p-0@7");

        assertThat(apply(state("1", 2, "a"))).containsExactly(Kind.UNCHANGED);

        assertThat(patient("1").get("_river", Document.class)).doesNotContainKey("stale");
    }

    @Test
    void marksNothingThatANewerRecordHasReached() {
        apply(state("1", 8, "a"));

        mark("1", new Origin("p", 0, 7));

        assertThat(patient("1").get("_river", Document.class)).doesNotContainKey("stale");
    }

    @Test
    void exportsTheResourcesLineByLine(@TempDir Path folder) throws IOException {
        apply(state("2", 1, "b"));
        apply(state("1", 2, "a"));
        apply(state("3", 3, "c"));
        apply(state("3", 4, null));

        NdjsonExport export = new NdjsonExport(database, (type, count) -> {});
        Map<String, Long> written = export.write(folder, export.types());

        assertThat(written).containsExactly(Map.entry("Patient", 2L));
        assertThat(Files.readAllLines(folder.resolve("Patient.ndjson")))
                .containsExactly(
                        "{\"resourceType\":\"Patient\",\"id\":\"1\",\"meta\":{\"versionId\":\"1\","
                                + "\"lastUpdated\":\"2026-01-31T12:00:00.000Z\"},\"gender\":\"a\"}",
                        "{\"resourceType\":\"Patient\",\"id\":\"2\",\"meta\":{\"versionId\":\"1\","
                                + "\"lastUpdated\":\"2026-01-31T12:00:00.000Z\"},\"gender\":\"b\"}");
    }

    @Test
    void makesTheIndexesOfTheCommonLookUps() {
        store.prepare();

        List<String> names = new ArrayList<>();
        database.getCollection("Observation").listIndexes().forEach(index -> names.add(index.getString("name")));
        assertThat(names)
                .contains(
                        "identifier.value+identifier.system",
                        "subject.reference",
                        "code.coding.code+code.coding.system",
                        "effectiveDateTime");
    }

    private void mark(String id, Origin origin) {
        StaleMarks marks = new StaleMarks(database);
        marks.add(new ResourceKey("Patient", id), origin, "2026-01-31T12:00:00Z", "no code");
        marks.write();
    }

    private List<Kind> apply(ResourceState state) {
        return apply(List.of(state));
    }

    private List<Kind> apply(List<ResourceState> states) {
        return store.apply(states).stream().map(Outcome::kind).toList();
    }

    private static ResourceState overtaking(ResourceState state) {
        return new ResourceState(state.key(), state.json(), state.position(), state.source(), true);
    }

    private static ResourceState state(String id, long offset, String gender) {
        byte[] json = gender == null
                ? null
                : "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"gender\":\"%s\"}"
                        .formatted(id, gender)
                        .getBytes(UTF_8);
        return new ResourceState(
                new ResourceKey("Patient", id),
                json,
                new Origin("fhir.Patient", 0, offset),
                new ResourceState.Source("p", "k", null, new Origin("p", 0, offset).toString()),
                false);
    }

    private Document patient(String id) {
        return database.getCollection("Patient").find(Filters.eq("_id", id)).first();
    }

    private String version(String id) {
        return patient(id).get("meta", Document.class).getString("versionId");
    }
}
