package org.fhirriver.local.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;

/** Finds a collection's documents: by their keys where a query names them, else by looking at all, one after another. */
final class Search {

    private final MVMap<Long, byte[]> documents;
    private final MVMap<Object, Long> ids;
    private final BiPredicate<Document, Document> matcher;

    /**
     * A search in a collection.
     *
     * @param documents the documents by position
     * @param ids the positions by {@code _id}
     * @param matcher whether a document matches a query
     */
    Search(MVMap<Long, byte[]> documents, MVMap<Object, Long> ids, BiPredicate<Document, Document> matcher) {
        this.documents = documents;
        this.ids = ids;
        this.matcher = matcher;
    }

    /**
     * The documents that match, with the fields that a projection needs at least.
     *
     * @param most how many are wanted at most; 0 for all
     */
    Stream<Document> found(Document query, Document orderBy, int most, Document projection) {
        Order order = Order.of(orderBy);
        if (isByMap(order, query)) {
            var needed = new NeededFields().query(query).projection(projection).names();
            return matching(query, order, needed).map(Stored::document);
        }
        var compared = new NeededFields().query(query).order(orderBy).names();
        var needed = new NeededFields().projection(projection).names();
        return new SortedPositions(orderBy)
                .of(matching(query, Order.NATURAL, compared).iterator(), most).stream()
                        // It may have gone since the positions were sorted.
                        .flatMap(position -> stored(position, needed))
                        .map(Stored::document);
    }

    /** The document with a key, if it is there and matches, with the fields at least that the query looks at. */
    Optional<Stored> keyed(Document query) {
        return matching(query, Order.NATURAL, new NeededFields().query(query).names())
                .findFirst();
    }

    /** Whether a map has the documents in an order. That of ids is MongoDB's where all of them are texts. */
    private boolean isByMap(Order order, Document query) {
        return switch (order) {
            case NATURAL -> true;
            case NATURAL_BACKWARDS -> KeyLookup.of(query).isEmpty();
            case BY_ID, BY_ID_BACKWARDS ->
                KeyLookup.of(query).isEmpty() && !ids.isEmpty() && ids.lastKey() instanceof String;
            case OTHER -> false;
        };
    }

    private Stream<Stored> matching(Document query, Order order, Optional<Set<String>> fields) {
        Optional<KeyLookup> lookup = KeyLookup.of(query);
        if (lookup.isEmpty()) {
            return all(order, fields).filter(stored -> matcher.test(stored.document(), query));
        }
        return lookup.get().keys().stream()
                .map(key -> ids.get(IndexKeyType.of(new KeyValue(key))))
                .filter(Objects::nonNull)
                .flatMap(position -> stored(position, fields))
                .filter(stored -> matcher.test(stored.document(), lookup.get().rest()));
    }

    private Stream<Stored> all(Order order, Optional<Set<String>> fields) {
        return switch (order) {
            case NATURAL, OTHER -> stream(MapOrder.ascending(documents)).map(entry -> stored(entry, fields));
            case NATURAL_BACKWARDS -> stream(MapOrder.descending(documents)).map(entry -> stored(entry, fields));
            case BY_ID -> stream(MapOrder.ascending(ids)).flatMap(entry -> stored(entry.getValue(), fields));
            case BY_ID_BACKWARDS -> stream(MapOrder.descending(ids)).flatMap(entry -> stored(entry.getValue(), fields));
        };
    }

    private static Stored stored(Map.Entry<Long, byte[]> entry, Optional<Set<String>> fields) {
        return new Stored(entry.getKey(), read(entry.getValue(), fields));
    }

    /** What stands at a position, which may have gone by now. */
    private Stream<Stored> stored(Long position, Optional<Set<String>> fields) {
        return Stream.ofNullable(documents.get(position)).map(bytes -> new Stored(position, read(bytes, fields)));
    }

    private static Document read(byte[] bytes, Optional<Set<String>> fields) {
        return fields.map(names -> BsonBytes.fields(bytes, names)).orElseGet(() -> BsonBytes.document(bytes));
    }

    private static <T> Stream<T> stream(Iterator<T> all) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }
}
