package org.fhirriver.local.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection's documents in the order of their keys, a few at a time.
 *
 * <p>It finds its place anew for every few, so it may rest for as long as a client does, while others write.
 */
final class KeyOrder implements Iterator<KeyOrder.Stored> {

    /** A document and its key in the map, which is its {@code _id} but for the store's own collections. */
    record Stored(Object key, Document document) {}

    private static final int AT_A_TIME = 100;

    private final MVMap<Object, Document> documents;
    private final Deque<Stored> next = new ArrayDeque<>();
    private @Nullable Object last;
    private boolean ended;

    KeyOrder(MVMap<Object, Document> documents) {
        this.documents = documents;
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty() && !ended) {
            read();
        }
        return !next.isEmpty();
    }

    @Override
    public Stored next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return next.remove();
    }

    @SuppressWarnings("NullAway") // H2's cursor takes null for the beginning.
    private void read() {
        Cursor<Object, Document> cursor = documents.cursor(last);
        while (cursor.hasNext() && next.size() < AT_A_TIME) {
            Object key = cursor.next();
            if (!key.equals(last)) {
                next.add(new Stored(key, cursor.getValue()));
                last = key;
            }
        }
        ended = next.size() < AT_A_TIME;
    }
}
