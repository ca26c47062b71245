package org.fhirriver.mapping.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a list of primitives and the list of their ids and extensions beside it: two arrays of the same length, with
 * null where a place has no value or nothing beside it (FHIR R4, 2.6.2.3).
 */
final class PairWriter {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final FieldWriter values;
    private final FieldWriter companions;

    PairWriter(FieldWriter values, FieldWriter companions) {
        this.values = values;
        this.companions = companions;
    }

    /** Whether an object has both lists, or the second one alone. */
    boolean concerns(Map<?, ?> object) {
        return object.get(companions.name()) != null;
    }

    /** Whether there was anything to write. */
    boolean write(Map<?, ?> object, JsonBuffer out) {
        List<byte @Nullable []> first = values.items(object.get(values.name()), out);
        List<byte @Nullable []> second = companions.items(object.get(companions.name()), out);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (at(first, i) != null || at(second, i) != null) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return false;
        }
        write(values, first, places, out);
        if (second.stream().anyMatch(item -> item != null)) {
            write(companions, second, places, out);
        }
        return true;
    }

    private static void write(FieldWriter field, List<byte @Nullable []> items, List<Integer> places, JsonBuffer out) {
        out.separate();
        out.raw(JsonBuffer.name(field.name()));
        out.raw('[');
        for (int place : places) {
            byte[] item = at(items, place);
            out.separate();
            out.raw(item == null ? NULL : item);
        }
        out.raw(']');
    }

    private static byte @Nullable [] at(List<byte @Nullable []> items, int place) {
        return place < items.size() ? items.get(place) : null;
    }
}
