package org.fhirriver.loader.store;

import com.mongodb.client.MongoDatabase;
import java.util.HashMap;
import java.util.Map;

/** Guesses whether what comes next of a type is new to the store: it was of late, or there is nothing yet. */
final class FirstLoads {

    /** One known resource in so many costs less than looking at all of them. */
    private static final long RARE = 20;

    private static final int MANY = 50;

    private final MongoDatabase database;
    private final Map<String, Boolean> likely = new HashMap<>();

    FirstLoads(MongoDatabase database) {
        this.database = database;
    }

    /** Of a few, for which a look costs nothing, nothing is guessed. */
    boolean isLikely(String type, int all) {
        return all >= MANY
                && likely.computeIfAbsent(
                        type, asked -> database.getCollection(asked).estimatedDocumentCount() == 0);
    }

    /** Takes note of how many of some resources were there. */
    void note(String type, long there, int all) {
        if (all >= MANY) {
            likely.put(type, there * RARE <= all);
        }
    }
}
