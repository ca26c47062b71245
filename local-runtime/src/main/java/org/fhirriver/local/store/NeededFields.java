package org.fhirriver.local.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outermost fields of documents that a query looks at, so that the others need not be read. */
final class NeededFields {

    private static final Set<String> CONNECTIVES = Set.of("$and", "$or", "$nor");

    private final Set<String> names = new HashSet<>(Set.of("_id"));
    private boolean all;

    /** All that a condition looks at. */
    NeededFields query(Document query) {
        for (Map.Entry<String, Object> condition : query.entrySet()) {
            String name = condition.getKey();
            if (CONNECTIVES.contains(name) && condition.getValue() instanceof Collection<?> parts) {
                parts.forEach(part -> {
                    if (part instanceof Document several) {
                        query(several);
                    }
                });
            } else {
                add(name);
            }
        }
        return this;
    }

    /** All that is left of a document by a projection. */
    NeededFields projection(@Nullable Document projection) {
        boolean includes = false;
        if (projection != null) {
            for (Map.Entry<String, Object> field : projection.entrySet()) {
                boolean included = isTrue(field.getValue());
                includes |= included;
                // Whatever is neither included nor left out is worked out.
                all |= !included && !(field.getKey().equals("_id") && isFalse(field.getValue()));
                add(field.getKey());
            }
        }
        all |= !includes;
        return this;
    }

    /** All that an order compares. */
    NeededFields order(Document orderBy) {
        orderBy.keySet().forEach(this::add);
        return this;
    }

    /** The names, or nothing when whole documents are needed. */
    Optional<Set<String>> names() {
        return all ? Optional.empty() : Optional.of(Set.copyOf(names));
    }

    private void add(String path) {
        all |= path.startsWith("$");
        int dot = path.indexOf('.');
        names.add(dot < 0 ? path : path.substring(0, dot));
    }

    private static boolean isTrue(@Nullable Object value) {
        return value instanceof Boolean flag ? flag : value instanceof Number number && number.doubleValue() != 0;
    }

    private static boolean isFalse(@Nullable Object value) {
        return value instanceof Boolean flag ? !flag : value instanceof Number number && number.doubleValue() == 0;
    }
}
