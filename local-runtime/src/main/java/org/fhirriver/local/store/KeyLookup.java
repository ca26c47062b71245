package org.fhirriver.local.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the keys that a query names, so that a query for {@code _id} and something more need not look at everything. */
final class KeyLookup {

    private KeyLookup() {}

    /** The only keys that a document which matches can have, each once and in order; empty when it can have any. */
    static Optional<Collection<Object>> keys(Document query) {
        Optional<Collection<Object>> named = ofValue(query.get("_id"));
        if (named.isPresent()) {
            return named;
        }
        if (query.get("$and") instanceof Collection<?> all) {
            return all.stream()
                    .filter(Document.class::isInstance)
                    .map(part -> keys((Document) part))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Optional<Collection<Object>> ofValue(@Nullable Object value) {
        if (value != null && isPlain(value)) {
            return Optional.of(List.of(value));
        }
        if (value instanceof Document operators) {
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
