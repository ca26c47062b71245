package org.fhirriver.loader.store;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.fhirriver.messages.ResourceKey;

/**
 * Removes documents that were written after a newer state had deleted them.
 *
 * <p>A condition on a document that is not there holds nothing back: a loader that stood still in the middle of a write,
 * or a write that MongoDB came to after its client had given up, inserts what a successor has deleted in between. The
 * tombstone is there by then, so whoever looks after the write finds it.
 */
public final class LateWrites {

    /** Longer than a write may take: a client gives up after a minute. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(3);

    private static final int PAGE = 1_000;

    private final MongoDatabase database;
    private final Clock clock;

    public LateWrites(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Removes what came back of the resources that were deleted in the last minutes. */
    public void removeRecent() {
        Date since = Date.from(clock.instant().minus(LOOK_BACK));
        remove(Filters.gte("at", since));
    }

    /** Removes what came back of some resources of a type. */
    void remove(String type, Collection<String> ids) {
        remove(Filters.in("_id", ids.stream().map(id -> type + "/" + id).toList()));
    }

    private void remove(Bson tombstones) {
        Map<String, List<WriteModel<BsonDocument>>> deletes = new TreeMap<>();
        database.getCollection(River.TOMBSTONES, BsonDocument.class)
                .find(tombstones)
                .batchSize(PAGE)
                .forEach(tombstone -> ResourceKey.parse(
                                tombstone.getString("_id").getValue())
                        .ifPresent(key -> {
                            List<WriteModel<BsonDocument>> ofType =
                                    deletes.computeIfAbsent(key.type(), type -> new ArrayList<>());
                            ofType.add(new DeleteOneModel<>(Filters.and(
                                    Filters.eq("_id", key.id()),
                                    Filters.lt(
                                            River.OFFSET,
                                            tombstone.getNumber("offset").longValue()))));
                            if (ofType.size() == PAGE) {
                                delete(key.type(), ofType);
                            }
                        }));
        deletes.forEach(this::delete);
    }

    private void delete(String type, List<WriteModel<BsonDocument>> deletes) {
        if (!deletes.isEmpty()) {
            new BulkWrites(database).write(type, BsonDocument.class, deletes);
            deletes.clear();
        }
    }
}
