package org.fhirriver.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * H2's back end, which has a write on disk before the client reads its acknowledgement, and whose collections stream.
 *
 * <p>Left alone, H2 writes what has changed once a second, and a killed process loses what it acknowledged before.
 */
final class DurableBackend extends H2Backend {

    /** What cannot have changed anything; after every other command the changes go to disk. */
    private static final Set<String> READS = Set.of(
            "buildinfo",
            "collstats",
            "count",
            "dbstats",
            "distinct",
            "endsessions",
            "find",
            "getlasterror",
            "getmore",
            "hello",
            "ismaster",
            "killcursors",
            "listcollections",
            "listdatabases",
            "listindexes",
            "ping",
            "serverstatus");

    /** How many documents MongoDB gives at first when the client does not say. */
    private static final Integer USUAL_FIRST_BATCH = 101;

    /** How many it gives then. MongoDB gives as many as 16 MiB hold; a client takes fewer as well. */
    private static final Integer USUAL_NEXT_BATCH = 1_000;

    DurableBackend(MVStore store) {
        super(store);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (command.equals("find")) {
            query.putIfAbsent("batchSize", USUAL_FIRST_BATCH);
        } else if (command.equals("getMore")) {
            query.putIfAbsent("batchSize", USUAL_NEXT_BATCH);
        }
        try {
            return super.handleCommand(channel, database, command, query);
        } finally {
            if (!READS.contains(command.toLowerCase(Locale.ROOT))) {
                commit();
                getMvStore().sync();
            }
        }
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        MVStore store = getMvStore();
        return new H2Database(name, store, getCursorRegistry()) {
            // The super class takes the map that is open.
            @Override
            protected Index<Object> openOrCreateUniqueIndex(
                    String collection, String index, List<IndexKey> keys, boolean sparse) {
                store.openMap(getFullCollectionNamespace(collection) + "._index_" + index, indexKeys());
                return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
            }

            // Called by the constructor of the super class, when fields of this class are not there yet.
            @Override
            protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
                String fullName = getFullCollectionNamespace(collection);
                return new StreamingCollection(
                        this,
                        collection,
                        options,
                        store.openMap("databases." + fullName, documents()),
                        store.openMap("meta." + fullName),
                        cursorRegistry);
            }
        };
    }

    private static MVMap.Builder<Object, Document> documents() {
        var map = new MVMap.Builder<Object, Document>();
        map.setValueType(new DocumentType());
        return map;
    }

    private static MVMap.Builder<KeyValue, Object> indexKeys() {
        var map = new MVMap.Builder<KeyValue, Object>();
        map.setKeyType(new IndexKeyType());
        return map;
    }
}
