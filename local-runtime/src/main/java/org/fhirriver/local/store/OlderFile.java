package org.fhirriver.local.store;

import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what an older version left in a store's file: the same documents in maps whose keys are the ids, so that
 * each write came to another place of the file.
 */
final class OlderFile {

    private static final Logger log = LoggerFactory.getLogger(OlderFile.class);
    private static final String DOCUMENTS = "databases.";
    private static final String SIZES = "meta.";
    private static final String INDEX = "._index_";

    private final MVStore store;
    private final StoredMaps maps;

    OlderFile(MVStore store, StoredMaps maps) {
        this.store = store;
        this.maps = maps;
    }

    /** Copies the documents of every collection, again from the beginning when that was interrupted before. */
    void copy() {
        for (String name : older()) {
            if (name.startsWith(DOCUMENTS)) {
                String collection = name.substring(DOCUMENTS.length());
                log.info("The documents of {} are brought to another form, once", collection);
                maps.clear(collection);
                copy(name, maps.documents(collection), collection);
            }
        }
    }

    private void copy(String name, MVMap<Long, byte[]> documents, String collection) {
        var builder = new MVMap.Builder<Object, byte[]>();
        builder.setValueType(ByteArrayDataType.INSTANCE);
        MVMap<Object, byte[]> older = store.openMap(name, builder);
        long position = 0;
        long bytes = 0;
        for (byte[] document : older.values()) {
            documents.put(position, document);
            position++;
            bytes += document.length;
        }
        maps.sizes().put(collection, bytes);
        store.commit();
    }

    /** Removes what was copied, when the indexes are made, too. */
    void remove() {
        older().forEach(store::removeMap);
        store.commit();
    }

    private List<String> older() {
        return store.getMapNames().stream()
                .filter(name -> !StoredMaps.isOurs(name))
                .filter(name -> name.startsWith(DOCUMENTS) || name.startsWith(SIZES) || name.contains(INDEX))
                .toList();
    }
}
