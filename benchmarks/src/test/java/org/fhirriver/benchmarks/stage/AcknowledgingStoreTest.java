package org.fhirriver.benchmarks.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

final class AcknowledgingStoreTest {

    @Test
    void acknowledgesAndCountsWhatTheDriverWrites() throws IOException {
        try (AcknowledgingStore store = new AcknowledgingStore(0);
                MongoClient client = MongoClients.create("mongodb://localhost:" + store.port())) {
            MongoCollection<Document> collection = client.getDatabase("fhir").getCollection("Patient");

            collection.insertMany(IntStream.range(0, 2_000)
                    .mapToObj(number -> new Document("_id", number))
                    .toList());
            var result = collection.bulkWrite(List.of(
                    new InsertOneModel<>(new Document("_id", "a")),
                    new ReplaceOneModel<>(
                            new Document("_id", "b"), new Document("_id", "b"), new ReplaceOptions().upsert(true)),
                    new DeleteOneModel<>(new Document("_id", "c"))));

            assertThat(result.getInsertedCount()).isEqualTo(1);
            assertThat(collection.estimatedDocumentCount()).isEqualTo(2_003);
            assertThat(collection.find(new Document("_id", "a"))).isEmpty();
            assertThat(collection.createIndex(new Document("code", 1))).isEqualTo("code_1");
        }
    }
}
