package org.fhirriver.fhirpath.eval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The names of the variables that an expression may use, each with the slot where its value will stand. */
public final class Variables {

    private static final Variables NONE = new Variables(Map.of(), 0);

    private final Map<String, Integer> slots;
    private final int size;

    private Variables(Map<String, Integer> slots, int size) {
        this.slots = slots;
        this.size = size;
    }

    /** No variables. */
    public static Variables none() {
        return NONE;
    }

    /** These and one more in a slot of its own; it hides one of the same name. */
    public Variables with(String name) {
        Map<String, Integer> more = new LinkedHashMap<>(slots);
        more.put(name, size);
        return new Variables(more, size + 1);
    }

    /** The slot of a name. */
    public OptionalInt slot(String name) {
        Integer slot = slots.get(name);
        return slot == null ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    /** How many slots there are, hidden ones too. */
    public int size() {
        return size;
    }

    /** The names. */
    public Set<String> names() {
        return Collections.unmodifiableSet(slots.keySet());
    }
}
