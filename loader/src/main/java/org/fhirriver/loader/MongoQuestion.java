package org.fhirriver.loader;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.util.Optional;
import org.bson.Document;
import org.fhirriver.kit.health.HealthWatch;

/** Asks whether MongoDB answers. */
final class MongoQuestion implements HealthWatch.Question {

    private final MongoDatabase database;

    MongoQuestion(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<String> ask() {
        try {
            return database.runCommand(new Document("ping", 1)).containsKey("ok")
                    ? Optional.empty()
                    : Optional.of("MongoDB gives no answer that is understood");
        } catch (MongoException e) {
            return Optional.of(
                    "MongoDB does not answer (%s)".formatted(e.getClass().getSimpleName()));
        }
    }
}
