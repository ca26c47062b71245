package org.fhirriver.mapping.functions;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/** The text of values that functions are called with. */
final class Texts {

    private Texts() {}

    /** The text of the one value of an argument or input; null where there is none. */
    static @Nullable String of(@Nullable Object argument, String what) {
        return ofItem(Items.value(Items.single(argument, what)), what);
    }

    /** The same, where blank text counts as none. */
    static @Nullable String notBlank(@Nullable Object argument, String what) {
        String text = of(argument, what);
        return text == null || text.isBlank() ? null : text;
    }

    /** The text of one value: numbers as they stand in a key. */
    static @Nullable String ofItem(@Nullable Object item, String what) {
        if (item == null || item instanceof String) {
            return (String) item;
        }
        if (item instanceof Map || item instanceof List) {
            throw new ValueProblem(what + " must be a single value, not a structure");
        }
        if (item instanceof BigDecimal decimal) {
            return RecordKey.canonical(Numbers.checked(decimal));
        }
        return item instanceof Number || item instanceof Boolean ? RecordKey.canonical(item) : item.toString();
    }
}
