package org.fhirriver.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Test;

final class MongoForTestsIT {

    @Test
    void storesAndFinds() {
        try (var mongo = MongoForTests.start()) {
            storesAndFinds(mongo);
        }
    }

    @Test
    void storesAndFindsInARealMongoDb() {
        try (var mongo = MongoForTests.startReal()) {
            storesAndFinds(mongo);
        }
    }

    private static void storesAndFinds(MongoForTests mongo) {
        try (var client = MongoClients.create(mongo.uri())) {
            var patients = client.getDatabase(mongo.database()).getCollection("Patient");
            patients.insertOne(new Document("_id", "a").append("gender", "female"));

            assertThat(patients.find(new Document("gender", "female")).first()).containsEntry("_id", "a");
        }
    }
}
