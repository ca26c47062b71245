package org.fhirriver.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A unique index, as that of {@code _id}: where in its collection the document with a key stands. */
final class UniqueIndex extends AbstractUniqueIndex<Long> {

    private static final String ID = "_id";

    private final MVMap<Object, Long> positions;
    private final boolean isOfIds;

    UniqueIndex(String name, List<IndexKey> keys, boolean sparse, MVMap<Object, Long> positions) {
        super(name, keys, sparse);
        this.positions = positions;
        this.isOfIds = keys().equals(List.of(ID));
    }

    @Override
    public synchronized void checkAdd(Document document, MongoCollection<Long> collection) {
        String key = onlyText(document);
        if (key == null) {
            super.checkAdd(document, collection);
        } else if (positions.containsKey(key)) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(key));
        }
    }

    @Override
    public synchronized void add(Document document, Long position, MongoCollection<Long> collection) {
        String key = onlyText(document);
        if (key == null) {
            super.add(document, position, collection);
        } else if (positions.putIfAbsent(key, position) != null) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(key));
        }
    }

    /** The key of nearly every document: an {@code _id} that is a text needs none of the general case's ways. */
    private @Nullable String onlyText(Document document) {
        return isOfIds && document.get(ID) instanceof String text ? text : null;
    }

    @Override
    protected @Nullable Long removeDocument(KeyValue key) {
        return positions.remove(IndexKeyType.of(key));
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Long position) {
        return positions.putIfAbsent(IndexKeyType.of(key), position) == null;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Long>> getIterable() {
        return () -> positions.entrySet().stream()
                .map(entry -> Map.entry(IndexKeyType.keyValue(entry.getKey()), entry.getValue()))
                .iterator();
    }

    @Override
    protected @Nullable Long getPosition(KeyValue key) {
        return positions.get(IndexKeyType.of(key));
    }

    @Override
    public long getCount() {
        return positions.sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
        return positions.isEmpty();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
