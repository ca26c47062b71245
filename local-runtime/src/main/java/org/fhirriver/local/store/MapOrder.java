package org.fhirriver.local.store;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A map's entries in the order of their keys or in the opposite one, a few at a time.
 *
 * <p>It finds its place anew for every few, so it may rest for as long as a client does, while others write.
 */
final class MapOrder<K, V> implements Iterator<Map.Entry<K, V>> {

    private static final int AT_A_TIME = 100;

    private final MVMap<K, V> map;
    private final boolean descending;
    private final Deque<Map.Entry<K, V>> next = new ArrayDeque<>();
    private @Nullable K last;
    private boolean ended;

    private MapOrder(MVMap<K, V> map, boolean descending) {
        this.map = map;
        this.descending = descending;
    }

    static <K, V> MapOrder<K, V> ascending(MVMap<K, V> map) {
        return new MapOrder<>(map, false);
    }

    static <K, V> MapOrder<K, V> descending(MVMap<K, V> map) {
        return new MapOrder<>(map, true);
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty() && !ended) {
            read();
        }
        return !next.isEmpty();
    }

    @Override
    public Map.Entry<K, V> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return next.remove();
    }

    @SuppressWarnings("NullAway") // H2's cursor takes null for the beginning and for the end.
    private void read() {
        Cursor<K, V> cursor = map.cursor(last, null, descending);
        while (cursor.hasNext() && next.size() < AT_A_TIME) {
            K key = cursor.next();
            if (!key.equals(last)) {
                next.add(new SimpleImmutableEntry<>(key, cursor.getValue()));
                last = key;
            }
        }
        ended = next.size() < AT_A_TIME;
    }
}
