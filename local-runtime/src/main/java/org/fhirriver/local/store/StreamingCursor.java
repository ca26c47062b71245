package org.fhirriver.local.store;

import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a client has not taken yet, found when it is asked for. */
final class StreamingCursor implements Cursor {

    private static final int USUAL_BATCH = 1_000;

    private final long id;
    private final Iterator<Document> found;
    private final UnaryOperator<List<Document>> projection;

    StreamingCursor(long id, Iterator<Document> found, UnaryOperator<List<Document>> projection) {
        this.id = id;
        this.found = found;
        this.projection = projection;
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public synchronized boolean isEmpty() {
        return !found.hasNext();
    }

    @Override
    public synchronized List<Document> takeDocuments(int most) {
        // A client that does not say gets what it can well take.
        int wanted = most > 0 ? most : USUAL_BATCH;
        List<Document> taken = new ArrayList<>();
        while (taken.size() < wanted && found.hasNext()) {
            taken.add(found.next());
        }
        return projection.apply(taken);
    }
}
