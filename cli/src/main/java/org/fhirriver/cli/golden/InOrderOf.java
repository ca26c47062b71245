package org.fhirriver.cli.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the keys of JSON objects into the order of others: in JSON it means nothing, to a reader of a diff it does. */
final class InOrderOf {

    private InOrderOf() {}

    static @Nullable Object order(@Nullable Object model, @Nullable Object value) {
        if (value instanceof Map<?, ?> object && model instanceof Map<?, ?> like) {
            Map<Object, @Nullable Object> ordered = new LinkedHashMap<>();
            like.forEach((key, of) -> {
                if (object.containsKey(key)) {
                    ordered.put(key, order(of, object.get(key)));
                }
            });
            object.forEach((key, other) -> ordered.putIfAbsent(key, other));
            return ordered;
        }
        if (value instanceof List<?> list && model instanceof List<?> like) {
            List<@Nullable Object> ordered = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                ordered.add(order(i < like.size() ? like.get(i) : null, list.get(i)));
            }
            return ordered;
        }
        return value;
    }
}
