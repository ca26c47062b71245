package org.fhirriver.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;

/** A database whose collections and unique indexes are maps of a file. */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Long> {

    private final StoredMaps maps;

    StoredDatabase(String name, StoredMaps maps, CursorRegistry cursors) {
        super(name, cursors);
        this.maps = maps;
        initializeNamespacesAndIndexes();
    }

    @Override
    protected MongoCollection<Long> openOrCreateCollection(String collection, CollectionOptions options) {
        return new StreamingCollection(this, collection, options, maps, cursorRegistry);
    }

    @Override
    protected Index<Long> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return new UniqueIndex(index, keys, sparse, maps.index(getFullCollectionNamespace(collection), index));
    }

    @Override
    protected void dropIndex(MongoCollection<Long> collection, String index) {
        super.dropIndex(collection, index);
        maps.removeIndex(collection.getFullName(), index);
    }

    @Override
    public void dropCollection(String collection, Oplog oplog) {
        super.dropCollection(collection, oplog);
        maps.removeDocuments(getFullCollectionNamespace(collection));
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String name) {
        String before = collection.getFullName();
        super.moveCollection(from, collection, name);
        maps.rename(
                before,
                collection.getFullName(),
                collection.getIndexes().stream()
                        .filter(Index::isUnique)
                        .map(Index::getName)
                        .toList());
    }

    @Override
    protected long getFileSize() {
        return maps.fileBytes();
    }

    @Override
    protected long getStorageSize() {
        return maps.fileBytes();
    }
}
