package org.fhirriver.cli.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.Temporal;
import org.fhirriver.fhirpath.value.Wrapped;
import org.jspecify.annotations.Nullable;

/** The result of a FHIRPath expression as JSON: an array of its items. */
public final class ExpressionResult {

    private static final String UCUM = "http://unitsofmeasure.org";

    private ExpressionResult() {}

    /** The items as plain values. */
    public static List<Object> of(@Nullable Object result) {
        List<Object> items = new ArrayList<>();
        Items.list(result).forEach(item -> items.add(plain(item)));
        return items;
    }

    private static Object plain(Object item) {
        if (item instanceof Wrapped wrapped) {
            Object json = wrapped.json();
            return json == null ? Objects.requireNonNullElse(wrapped.companion(), Map.of()) : json;
        }
        if (item instanceof Quantity quantity) {
            return quantity(quantity);
        }
        return item instanceof Temporal temporal ? temporal.toString() : item;
    }

    private static Map<String, Object> quantity(Quantity quantity) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", quantity.value());
        json.put("unit", quantity.unit());
        if (quantity.calendar() == null) {
            json.put("system", UCUM);
            json.put("code", quantity.code());
        }
        return json;
    }
}
