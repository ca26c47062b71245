package org.fhirriver.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * Keeps databases in a file of H2's, where a write is on disk before the client reads its acknowledgement.
 *
 * <p>Left alone, H2 writes what has changed once a second, and a killed process loses what it acknowledged before.
 */
final class DurableBackend extends AbstractMongoBackend {

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

    private final MVStore store;
    private final StoredMaps maps;

    DurableBackend(MVStore store) {
        this.store = store;
        this.maps = new StoredMaps(store);
        var older = new OlderFile(store, maps);
        older.copy();
        // Opening a database makes the indexes that are not there.
        maps.databases().forEach(this::resolveDatabase);
        older.remove();
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
                store.commit();
                store.sync();
            }
        }
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoredDatabase(name, maps, getCursorRegistry());
    }

    @Override
    public void close() {
        super.close();
        store.close();
    }
}
