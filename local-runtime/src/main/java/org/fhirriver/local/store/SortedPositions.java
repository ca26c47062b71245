package org.fhirriver.local.store;

import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Brings documents into an order, and keeps of each only where it stands and the fields that the order looks at. When only the
 * first so many are wanted, no more are kept.
 */
final class SortedPositions {

    private final DocumentComparator order;
    private final List<String> fields = new ArrayList<>();

    /** An order as the client gives it, such as {@code {date: -1}}. */
    SortedPositions(Document orderBy) {
        this.order = new DocumentComparator(orderBy);
        for (String path : orderBy.keySet()) {
            int dot = path.indexOf('.');
            fields.add(dot < 0 ? path : path.substring(0, dot));
        }
    }

    private record Entry(Document fields, long position) {}

    /**
     * The documents' positions in order.
     *
     * @param most how many are wanted at most; 0 for all
     */
    List<Long> of(Iterator<Stored> documents, int most) {
        Comparator<Entry> comparator =
                Comparator.comparing(Entry::fields, order).thenComparingLong(Entry::position);
        var kept = new PriorityQueue<Entry>(comparator.reversed());
        while (documents.hasNext()) {
            Stored stored = documents.next();
            kept.add(new Entry(thin(stored.document()), stored.position()));
            if (most > 0 && kept.size() > most) {
                kept.remove();
            }
        }
        return kept.stream().sorted(comparator).map(Entry::position).toList();
    }

    private Document thin(Document document) {
        var thin = new Document();
        for (String field : fields) {
            if (document.containsKey(field)) {
                thin.put(field, document.get(field));
            }
        }
        return thin;
    }
}
