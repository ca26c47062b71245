package org.fhirriver.local.store;

import de.bwaldvogel.mongo.backend.Utils;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/**
 * The maps of a store's file.
 *
 * <p>A collection's documents stand in the order in which they were inserted: new ones, whatever their {@code _id}, make
 * its map longer at the end and leave the rest of the file as it is. An index says where a document stands.
 */
final class StoredMaps {

    private static final String DOCUMENTS = "documents.";
    private static final String INDEXES = "indexes.";
    private static final String SIZES = "sizes";

    private final MVStore store;
    private final MVMap<String, Long> sizes;

    StoredMaps(MVStore store) {
        this.store = store;
        var builder = new MVMap.Builder<String, Long>();
        builder.setValueType(LongDataType.INSTANCE);
        this.sizes = store.openMap(SIZES, builder);
    }

    /** The databases that have a collection. */
    Set<String> databases() {
        return store.getMapNames().stream()
                .filter(name -> name.startsWith(DOCUMENTS))
                .map(name -> Utils.firstFragment(name.substring(DOCUMENTS.length())))
                .collect(Collectors.toSet());
    }

    /** The documents of a collection, by position. */
    MVMap<Long, byte[]> documents(String collection) {
        var builder = new MVMap.Builder<Long, byte[]>();
        builder.setKeyType(LongDataType.INSTANCE);
        builder.setValueType(ByteArrayDataType.INSTANCE);
        return store.openMap(DOCUMENTS + collection, builder);
    }

    /** The positions of a collection's documents, by the key of an index. */
    MVMap<Object, Long> index(String collection, String index) {
        var builder = new MVMap.Builder<Object, Long>();
        builder.setKeyType(new IndexKeyType());
        builder.setValueType(LongDataType.INSTANCE);
        return store.openMap(indexName(collection, index), builder);
    }

    /** How many bytes the documents of each collection are. */
    MVMap<String, Long> sizes() {
        return sizes;
    }

    /** Empties a collection and its indexes. */
    void clear(String collection) {
        documents(collection).clear();
        store.getMapNames().stream()
                .filter(name -> name.startsWith(indexName(collection, "")))
                .forEach(store::removeMap);
    }

    /** Whether a map of the file is one of these. */
    static boolean isOurs(String name) {
        return name.startsWith(DOCUMENTS) || name.startsWith(INDEXES) || name.equals(SIZES);
    }

    void removeDocuments(String collection) {
        store.removeMap(documents(collection));
        sizes.remove(collection);
    }

    void removeIndex(String collection, String index) {
        store.removeMap(index(collection, index));
    }

    void rename(String collection, String name, List<String> indexes) {
        store.renameMap(documents(collection), DOCUMENTS + name);
        Long size = sizes.remove(collection);
        if (size != null) {
            sizes.put(name, size);
        }
        indexes.forEach(index -> store.renameMap(index(collection, index), indexName(name, index)));
    }

    long fileBytes() {
        return store.getFileStore() == null ? 0 : store.getFileStore().size();
    }

    private static String indexName(String collection, String index) {
        return INDEXES + collection + "/" + index;
    }
}
