package org.fhirriver.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ImmutableFieldException;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose queries hold as many documents in memory as the client takes at a time, not all that match.
 *
 * <p>Its documents stand in the order in which they were inserted; one that is changed keeps its place.
 */
final class StreamingCollection extends AbstractSynchronizedMongoCollection<Long> {

    private static final String ID = "_id";
    private static final String ID_INDEX = "_id_";

    private final MVMap<Long, byte[]> documents;
    private final MVMap<Object, Long> ids;
    private final MVMap<String, Long> sizes;
    private final Search search;
    private long next;
    private long bytes;

    StreamingCollection(
            MongoDatabase database, String name, CollectionOptions options, StoredMaps maps, CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = maps.documents(getFullName());
        this.ids = maps.index(getFullName(), ID_INDEX);
        this.sizes = maps.sizes();
        this.next = documents.isEmpty() ? 0 : documents.lastKey() + 1;
        this.bytes = sizes.getOrDefault(getFullName(), 0L);
        this.search = new Search(documents, ids, this::documentMatchesQuery);
    }

    @Override
    protected Long addDocumentInternal(Document document) {
        byte[] bytes = BsonBytes.of(document);
        long position = next++;
        documents.put(position, bytes);
        grow(bytes.length);
        return position;
    }

    @Override
    protected void handleUpdate(Long position, Document before, Document after) {
        byte[] bytes = BsonBytes.of(after);
        byte[] replaced = documents.put(position, bytes);
        grow(bytes.length - (replaced == null ? 0 : replaced.length));
    }

    @Override
    protected void removeDocument(Long position) {
        byte[] removed = documents.remove(position);
        if (removed == null) {
            throw new NoSuchElementException("Nothing stands at " + position + " in " + getFullName());
        }
        grow(-removed.length);
    }

    @Override
    protected @Nullable Document getDocument(Long position) {
        byte[] bytes = documents.get(position);
        return bytes == null ? null : BsonBytes.document(bytes);
    }

    @Override
    protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(BsonBytes.document(entry.getValue()), entry.getKey()));
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    /** The sizes are added up here, where the bytes are known. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int more) {
        grow(more);
    }

    @Override
    protected int getDataSize() {
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    private void grow(int more) {
        bytes += more;
        sizes.put(getFullName(), bytes);
    }

    /** A query that names keys needs no other index. */
    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        return KeyLookup.of(query).isPresent()
                ? matchDocuments(query, orderBy, skip, limit, batchSize, projection)
                : super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    /** The replacement of a document whose key is named is most of what is ever asked for, and needs the least. */
    @Override
    public synchronized Document updateDocuments(
            Document selector,
            Document update,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        boolean replaces = !isMulti && update.keySet().stream().noneMatch(name -> name.startsWith("$"));
        if (replaces && KeyLookup.of(selector).isPresent()) {
            Optional<Stored> stored = search.keyed(selector);
            if (stored.isPresent()) {
                Object id = Objects.requireNonNull(stored.get().document().get(ID));
                boolean changed = replace(stored.get().position(), id, update);
                oplog.handleUpdate(getFullName(), selector, update, changed ? List.of(id) : List.of());
                return new Document("n", 1).append("nModified", changed ? 1 : 0);
            }
        }
        return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
    }

    /** Whether a document changed by its replacement. */
    private boolean replace(long position, Object id, Document replacement) {
        if (replacement.containsKey(ID) && !id.equals(replacement.get(ID))) {
            throw new ImmutableFieldException("The (immutable) field '_id' must not be altered by a replacement");
        }
        var after = new Document(ID, id);
        after.putAll(replacement);
        byte[] before = documents.get(position);
        byte[] bytes = BsonBytes.of(after);
        if (before == null || Arrays.equals(before, bytes)) {
            return false;
        }
        List<Index<Long>> others = getIndexes().stream()
                .filter(index -> index.isUnique() && !index.getName().equals(ID_INDEX))
                .toList();
        if (!others.isEmpty()) {
            Document whole = BsonBytes.document(before);
            others.forEach(index -> index.checkUpdate(whole, after, this));
            others.forEach(index -> index.updateInPlace(whole, after, position, this));
        }
        documents.put(position, bytes);
        grow(bytes.length - before.length);
        return true;
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        if (batchSize <= 0) {
            // Whoever asks from within, as an aggregation does, goes through all of them.
            return new QueryResult(() -> projected(found(query, orderBy, skip, limit, projection), projection)
                    .iterator());
        }
        var cursor = new StreamingCursor(
                cursorRegistry.generateCursorId(),
                found(query, orderBy, skip, limit, projection).iterator(),
                page -> projected(page.stream(), projection).toList());
        List<Document> first = cursor.takeDocuments(batchSize);
        if (cursor.isEmpty()) {
            return new QueryResult(first);
        }
        cursorRegistry.add(cursor);
        return new QueryResult(first, cursor);
    }

    private Stream<Document> found(Document query, Document orderBy, int skip, int limit, Document projection) {
        Stream<Document> found = search.found(query, orderBy, limit > 0 ? skip + limit : 0, projection)
                .skip(Math.max(0, skip));
        return limit > 0 ? found.limit(limit) : found;
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
