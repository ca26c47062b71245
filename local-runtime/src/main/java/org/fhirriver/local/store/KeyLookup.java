package org.fhirriver.local.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys that a query names, so that a query for {@code _id} and something more need not look at everything.
 *
 * @param keys the only keys that a document which matches can have, each once and in order
 * @param rest what a document with such a key must match, too
 */
record KeyLookup(Collection<Object> keys, Document rest) {

    private static final String ID = "_id";
    private static final String ALL_OF = "$and";

    /** Empty when a document that matches can have any key. */
    static Optional<KeyLookup> of(Document query) {
        Optional<Collection<Object>> named = ofValue(query.get(ID));
        if (named.isPresent()) {
            return Optional.of(new KeyLookup(named.get(), with(query, ID, null)));
        }
        if (query.get(ALL_OF) instanceof List<?> all) {
            for (int i = 0; i < all.size(); i++) {
                Optional<KeyLookup> found = all.get(i) instanceof Document part ? of(part) : Optional.empty();
                if (found.isPresent()) {
                    List<Object> others = new ArrayList<>(all);
                    others.set(i, found.get().rest());
                    return Optional.of(new KeyLookup(found.get().keys(), with(query, ALL_OF, others)));
                }
            }
        }
        return Optional.empty();
    }

    private static Document with(Document query, String field, @Nullable Object value) {
        var rest = new Document(query);
        rest.remove(field);
        if (value != null) {
            rest.put(field, value);
        }
        return rest;
    }

    private static Optional<Collection<Object>> ofValue(@Nullable Object value) {
        if (value != null && isPlain(value)) {
            return Optional.of(List.of(value));
        }
        if (value instanceof Document operators && operators.size() == 1) {
            Object equal = operators.get("$eq");
            if (equal != null && isPlain(equal)) {
                return Optional.of(List.of(equal));
            }
            if (operators.get("$in") instanceof Collection<?> several
                    && several.stream().allMatch(String.class::isInstance)) {
                Set<Object> sorted = new TreeSet<>(several);
                return Optional.of(sorted);
            }
        }
        return Optional.empty();
    }

    /** Numbers are left out: 1 and 1.0 are the same to MongoDB, and different keys. */
    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof ObjectId;
    }
}
