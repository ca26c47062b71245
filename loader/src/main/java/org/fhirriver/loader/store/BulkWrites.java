package org.fhirriver.loader.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonMaximumSizeExceededException;

/** Writes in bulk, and tells what MongoDB does not take from a MongoDB that takes nothing at the moment. */
final class BulkWrites {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoDatabase database;

    BulkWrites(MongoDatabase database) {
        this.database = database;
    }

    /**
     * Writes what can be written.
     *
     * @return the codes of MongoDB's errors, by the index of the write that it refused
     * @throws com.mongodb.MongoException when MongoDB does not take writes at the moment; what was written before stays
     */
    <T> Map<Integer, Integer> write(String collection, Class<T> type, List<? extends WriteModel<T>> writes) {
        Map<Integer, Integer> refused = new TreeMap<>();
        write(collection, type, writes, 0, refused);
        return refused;
    }

    private <T> void write(
            String collection,
            Class<T> type,
            List<? extends WriteModel<T>> writes,
            int first,
            Map<Integer, Integer> refused) {
        try {
            database.getCollection(collection, type).bulkWrite(writes, UNORDERED);
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            for (BulkWriteError error : e.getWriteErrors()) {
                if (Refusals.isOutage(error.getCode())) {
                    throw e;
                }
                refused.put(first + error.getIndex(), error.getCode());
            }
        } catch (MongoCommandException e) {
            if (!Refusals.isOfOneDocument(e.getCode())) {
                throw e;
            }
            isolate(e.getCode(), collection, type, writes, first, refused);
        } catch (BsonMaximumSizeExceededException e) {
            isolate(Refusals.TOO_LARGE, collection, type, writes, first, refused);
        }
    }

    /** MongoDB refused all of them for the sake of one: the others are written without it. */
    private <T> void isolate(
            int code,
            String collection,
            Class<T> type,
            List<? extends WriteModel<T>> writes,
            int first,
            Map<Integer, Integer> refused) {
        if (writes.size() == 1) {
            refused.put(first, code);
            return;
        }
        int half = writes.size() / 2;
        write(collection, type, writes.subList(0, half), first, refused);
        write(collection, type, writes.subList(half, writes.size()), first + half, refused);
    }
}
