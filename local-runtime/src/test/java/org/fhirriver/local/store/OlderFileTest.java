package org.fhirriver.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.file.Path;
import java.util.UUID;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OlderFileTest {

    @TempDir
    Path folder;

    @Test
    void takesOverDocuments() {
        write(
                "databases.fhir.Patient",
                "b",
                new Document("_id", "b").append("n", 1),
                "a",
                new Document("_id", "a").append("n", 2));
        write("databases.fhir.system.namespaces", "fhir.Patient", new Document("name", "fhir.Patient"));
        write(
                "databases.fhir.system.indexes",
                UUID.randomUUID(),
                new Document("name", "_id_").append("ns", "fhir.Patient").append("key", new Document("_id", 1)));
        write("meta.fhir.Patient", "dataSize", new Document("n", 1));
        write("fhir.Patient._index__id_", "a", new Document("n", 1));

        for (int opened = 0; opened < 2; opened++) {
            var store = store();
            var backend = new DurableBackend(store);
            try {
                var patients = backend.resolveDatabase("fhir").resolveCollection("Patient", true);
                assertThat(patients.queryAll())
                        .containsExactlyInAnyOrder(
                                new Document("_id", "a").append("n", 2), new Document("_id", "b").append("n", 1));
                assertThat(patients.handleQuery(new Document("_id", "a")))
                        .containsExactly(new Document("_id", "a").append("n", 2));
                assertThat(store.getMapNames()).allMatch(StoredMaps::isOurs);
            } finally {
                backend.close();
            }
        }
    }

    private void write(String map, Object... keysAndDocuments) {
        try (MVStore store = store()) {
            var builder = new MVMap.Builder<Object, byte[]>();
            builder.setValueType(ByteArrayDataType.INSTANCE);
            MVMap<Object, byte[]> documents = store.openMap(map, builder);
            for (int i = 0; i < keysAndDocuments.length; i += 2) {
                documents.put(keysAndDocuments[i], BsonBytes.of((Document) keysAndDocuments[i + 1]));
            }
        }
    }

    private MVStore store() {
        return MVStore.open(folder.resolve("store.mv").toString());
    }
}
