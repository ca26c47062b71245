package org.fhirriver.loader.store;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.Document;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.ResourceKey;

/**
 * Marks documents whose newest record was rejected: {@code _river.stale} says since when, which record, and why. The
 * mark goes with the next state that is mapped.
 */
public final class StaleMarks {

    private final MongoDatabase database;
    private final Map<String, List<WriteModel<BsonDocument>>> marks = new TreeMap<>();

    /** Marks that are gathered first and then written by {@link #write}. */
    public StaleMarks(MongoDatabase database) {
        this.database = database;
    }

    /**
     * A resource is stale, unless a newer record than the rejected one has reached it by now.
     *
     * @param origin where the rejected record stands
     * @param since when it was rejected, ISO 8601
     * @param cause why, in words
     */
    public void add(ResourceKey resource, Origin origin, String since, String cause) {
        marks.computeIfAbsent(resource.type(), type -> new ArrayList<>())
                .add(new UpdateOneModel<>(
                        Filters.and(
                                Filters.eq("_id", resource.id()),
                                Filters.eq("_river.origin.topic", origin.topic()),
                                Filters.eq("_river.origin.partition", origin.partition()),
                                Filters.lt("_river.origin.offset", origin.offset())),
                        Updates.set(
                                River.STALE,
                                new Document("since", since)
                                        .append("origin", origin.toString())
                                        .append("cause", cause))));
    }

    /** Writes the marks that were added. */
    public void write() {
        BulkWrites bulk = new BulkWrites(database);
        marks.forEach((type, updates) -> bulk.write(type, BsonDocument.class, updates));
    }
}
