package org.fhirriver.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;

/** A collection whose queries hold as many documents in memory as the client takes at a time, not all that match. */
final class StreamingCollection extends H2Collection {

    private final MVMap<Object, Document> documents;

    StreamingCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> meta,
            CursorRegistry cursors) {
        super(database, name, options, documents, meta, cursors);
        this.documents = documents;
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        if (batchSize <= 0) {
            // Whoever asks from within, as an aggregation does, goes through all of them.
            return new QueryResult(() ->
                    projected(found(query, orderBy, skip, limit), projection).iterator());
        }
        var cursor = new StreamingCursor(
                cursorRegistry.generateCursorId(),
                found(query, orderBy, skip, limit).iterator(),
                page -> projected(page.stream(), projection).toList());
        List<Document> first = cursor.takeDocuments(batchSize);
        if (cursor.isEmpty()) {
            return new QueryResult(first);
        }
        cursorRegistry.add(cursor);
        return new QueryResult(first, cursor);
    }

    private Stream<Document> found(Document query, Document orderBy, int skip, int limit) {
        Stream<Document> inOrder = isKeyOrder(orderBy)
                ? matching(query).map(KeyOrder.Stored::document)
                : new SortedKeys(orderBy)
                        .of(matching(query).iterator(), limit > 0 ? skip + limit : 0).stream()
                                .map(documents::get)
                                // It may have gone since the keys were sorted.
                                .filter(Objects::nonNull);
        Stream<Document> skipped = inOrder.skip(Math.max(0, skip));
        return limit > 0 ? skipped.limit(limit) : skipped;
    }

    private Stream<KeyOrder.Stored> matching(Document query) {
        return KeyLookup.keys(query)
                .map(this::withKeys)
                .orElseGet(this::all)
                .filter(stored -> documentMatchesQuery(stored.document(), query));
    }

    private Stream<KeyOrder.Stored> withKeys(Collection<Object> keys) {
        return keys.stream()
                .flatMap(key ->
                        Stream.ofNullable(documents.get(key)).map(document -> new KeyOrder.Stored(key, document)));
    }

    private Stream<KeyOrder.Stored> all() {
        Iterator<KeyOrder.Stored> all = new KeyOrder(documents);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** Whether the documents stand in the map as the client wants them. */
    private boolean isKeyOrder(Document orderBy) {
        if (orderBy == null || orderBy.isEmpty()) {
            return true;
        }
        String first = orderBy.keySet().iterator().next();
        if (!(orderBy.get(first) instanceof Number direction) || direction.intValue() != 1) {
            return false;
        }
        return first.equals("$natural") || (first.equals("_id") && orderBy.size() == 1 && allKeysAreTexts());
    }

    /** H2 puts keys of one type next to each other: when the outermost are texts, all are. */
    private boolean allKeysAreTexts() {
        return documents.isEmpty() || (documents.firstKey() instanceof String && documents.lastKey() instanceof String);
    }

    private Stream<Document> projected(Stream<Document> page, Document projection) {
        if (projection == null || projection.isEmpty()) {
            return page;
        }
        return page.flatMap(document ->
                matchDocumentsFromStream(Stream.of(document), new Document(), null, 0, 0, 0, projection)
                        .collectDocuments()
                        .stream());
    }
}
