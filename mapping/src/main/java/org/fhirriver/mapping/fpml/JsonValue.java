package org.fhirriver.mapping.fpml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.fhirpath.value.Wrapped;
import org.jspecify.annotations.Nullable;

/** Brings results of expressions to values that JSON has. */
public final class JsonValue {

    private JsonValue() {}

    /**
     * An item as a value of JSON: objects, texts, numbers and booleans are themselves, dates and times are their text; a
     * list within a list becomes part of it, what is empty is left out of objects and lists.
     *
     * @return null when the value is empty
     */
    public static @Nullable Object of(@Nullable Object item) {
        if (item instanceof Wrapped wrapped) {
            return of(wrapped.json());
        }
        if (item instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, value) -> {
                Object json = of(value);
                if (json != null || value == null) {
                    fields.put(String.valueOf(name), json);
                }
            });
            return fields.isEmpty() ? null : fields;
        }
        if (item instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(value -> addTo(items, value));
            return items.isEmpty() ? null : items;
        }
        if (item == null || item instanceof String || item instanceof Number || item instanceof Boolean) {
            return item;
        }
        return item.toString();
    }

    private static void addTo(List<@Nullable Object> items, @Nullable Object value) {
        Object json = of(value);
        if (json instanceof List<?> list) {
            items.addAll(list);
        } else if (json != null || value == null) {
            items.add(json);
        }
    }

    /** Whether the value can be part of a text. */
    public static boolean isText(@Nullable Object item) {
        return item != null && !(item instanceof Map) && !(item instanceof List);
    }

    /**
     * The value as part of a text.
     *
     * @throws ValueProblem when it is a number with absurdly many digits
     */
    public static String text(Object item) {
        return item instanceof Number number ? Numbers.text(number) : item.toString();
    }
}
