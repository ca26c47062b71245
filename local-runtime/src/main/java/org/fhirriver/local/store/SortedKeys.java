package org.fhirriver.local.store;

import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Brings documents into an order, and keeps of each only its key and the fields that the order looks at. When only the
 * first so many are wanted, no more are kept.
 */
final class SortedKeys {

    private final DocumentComparator order;
    private final List<String> fields = new ArrayList<>();

    /** An order as the client gives it, such as {@code {date: -1}}. */
    SortedKeys(Document orderBy) {
        this.order = new DocumentComparator(orderBy);
        for (String path : orderBy.keySet()) {
            int dot = path.indexOf('.');
            fields.add(dot < 0 ? path : path.substring(0, dot));
        }
    }

    private record Entry(Object key, Document fields, long position) {}

    /**
     * The keys in order.
     *
     * @param most how many are wanted at most; 0 for all
     */
    List<Object> of(Iterator<KeyOrder.Stored> documents, int most) {
        Comparator<Entry> comparator =
                Comparator.comparing(Entry::fields, order).thenComparingLong(Entry::position);
        var kept = new PriorityQueue<Entry>(comparator.reversed());
        long position = 0;
        while (documents.hasNext()) {
            KeyOrder.Stored stored = documents.next();
            kept.add(new Entry(stored.key(), thin(stored.document()), position));
            position++;
            if (most > 0 && kept.size() > most) {
                kept.remove();
            }
        }
        return kept.stream().sorted(comparator).map(Entry::key).toList();
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
