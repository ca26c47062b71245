package org.fhirriver.loader.store;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * What the store knows of a resource.
 *
 * @param offset the offset, on its FHIR topic, of the state that was written last, or that deleted it; -1 for none
 * @param version its version; 0 before the first
 * @param hash the hash of its content; empty when it is deleted or was never there
 * @param stored whether its document is there
 * @param stale whether its document is marked as stale
 */
record Known(long offset, long version, String hash, boolean stored, boolean stale) {

    static final Known NOTHING = new Known(-1, 0, "", false, false);

    /** Reads what the store knows of resources of one type, by id. */
    static Map<String, Known> read(MongoDatabase database, String type, Collection<String> ids) {
        Map<String, Known> known = new HashMap<>();
        database.getCollection(type, BsonDocument.class)
                .find(Filters.in("_id", ids))
                .projection(Projections.include(River.OFFSET, River.HASH, River.STALE, River.VERSION))
                .forEach(document -> known.put(id(document), ofDocument(document)));
        List<String> others = ids.stream().filter(id -> !known.containsKey(id)).toList();
        known.putAll(deleted(database, type, others));
        return known;
    }

    /** Reads what the store knows of resources of one type that were deleted, by id. */
    static Map<String, Known> deleted(MongoDatabase database, String type, Collection<String> ids) {
        Map<String, Known> known = new HashMap<>();
        if (ids.isEmpty()) {
            return known;
        }
        database.getCollection(River.TOMBSTONES, BsonDocument.class)
                .find(Filters.in("_id", ids.stream().map(id -> type + "/" + id).toList()))
                .forEach(tombstone -> known.put(
                        id(tombstone).substring(type.length() + 1),
                        new Known(
                                number(tombstone, "offset", -1), number(tombstone, "versionId", 0), "", false, false)));
        return known;
    }

    private static Known ofDocument(BsonDocument document) {
        BsonDocument river = document.getDocument(River.FIELD, new BsonDocument());
        BsonDocument meta = document.getDocument("meta", new BsonDocument());
        return new Known(
                number(river, "offset", -1),
                number(meta, "versionId", 0),
                river.getString("hash", new BsonString("")).getValue(),
                true,
                river.containsKey("stale"));
    }

    private static String id(BsonDocument document) {
        return document.getString("_id").getValue();
    }

    private static long number(BsonDocument document, String name, long otherwise) {
        BsonValue value = document.get(name, new BsonInt64(otherwise));
        return value.isString()
                ? Long.parseLong(value.asString().getValue())
                : value.asNumber().longValue();
    }
}
