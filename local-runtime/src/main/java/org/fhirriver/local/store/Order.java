package org.fhirriver.local.store;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** The orders in which a client may want documents: those that a collection's maps have, and all others. */
enum Order {
    /** That in which they were inserted. */
    NATURAL,
    NATURAL_BACKWARDS,
    BY_ID,
    BY_ID_BACKWARDS,
    /** One for which they have to be sorted. */
    OTHER;

    /** The order that a client describes, such as {@code {date: -1}}. */
    static Order of(@Nullable Document described) {
        if (described == null || described.isEmpty()) {
            return NATURAL;
        }
        String first = described.keySet().iterator().next();
        int direction = described.get(first) instanceof Number number ? number.intValue() : 0;
        if (Math.abs(direction) != 1) {
            return OTHER;
        }
        if (first.equals("$natural")) {
            return direction == 1 ? NATURAL : NATURAL_BACKWARDS;
        }
        if (first.equals("_id")) {
            return direction == 1 ? BY_ID : BY_ID_BACKWARDS;
        }
        return OTHER;
    }
}
