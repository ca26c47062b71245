package org.fhirriver.mapping.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fhirriver.messages.DidYouMean;
import org.fhirriver.r4.Element;
import org.fhirriver.r4.Type;
import org.jspecify.annotations.Nullable;

/** Writes objects of one type, field by field in the order of the definition. */
final class ObjectWriter implements ValueWriter {

    private final Type type;
    private final List<Slot> slots = new ArrayList<>();

    ObjectWriter(Type type) {
        this.type = type;
    }

    /** A field, and the pair that it makes with the one beside it. */
    private record Slot(
            FieldWriter field,
            Element element,
            boolean substance,
            @Nullable PairWriter pair) {}

    void use(Collection<FieldWriter> writers) {
        Map<FieldWriter, PairWriter> pairs = new HashMap<>();
        FieldWriter before = null;
        for (FieldWriter field : writers) {
            if (before != null && field.isCompanion() && field.element().isList()) {
                PairWriter pair = new PairWriter(before, field);
                pairs.put(before, pair);
                pairs.put(field, pair);
            }
            before = field;
        }
        for (FieldWriter field : writers) {
            Element element = field.element();
            slots.add(new Slot(field, element, Substance.is(type, element), pairs.get(field)));
        }
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        FixedObject fixed = value instanceof FixedObject same ? same : null;
        byte[] known = fixed == null ? null : fixed.writtenBy(this);
        if (known != null) {
            out.raw(known);
            return true;
        }
        Map<?, ?> object = Conversions.object(value, type.name());
        int mark = out.size();
        out.raw('{');
        boolean written = writeFields(object, out);
        if (!written) {
            out.truncate(mark);
            return false;
        }
        out.raw('}');
        if (fixed != null) {
            fixed.keep(this, out.from(mark));
        }
        return true;
    }

    /** Writes the fields; whether there is more among them than what merely names the object. */
    boolean writeFields(Map<?, ?> object, JsonBuffer out) {
        boolean substance = false;
        // So many of the object's fields were not met yet: behind the last of them nothing has to be looked up.
        int unmet = object.size() - (type.isResource() && object.containsKey("resourceType") ? 1 : 0);
        Element missing = null;
        Element last = null;
        boolean lastWritten = false;
        boolean lastHasValue = false;
        for (Slot slot : slots) {
            if (slot.element != last) {
                missing = missing == null ? missing(last, lastWritten) : missing;
                last = slot.element;
                lastWritten = false;
                lastHasValue = false;
            }
            Object content = unmet == 0 ? null : object.get(slot.field.name());
            unmet -= content != null || (unmet > 0 && object.containsKey(slot.field.name())) ? 1 : 0;
            if (write(slot, content, object, out)) {
                boolean companion = slot.field.isCompanion();
                if (!companion && lastHasValue) {
                    throw new Unfit("has more than one value of the choice " + slot.element.path() + "[x]");
                }
                lastHasValue |= !companion;
                lastWritten = true;
                substance |= slot.substance;
            }
        }
        missing = missing == null ? missing(last, lastWritten) : missing;
        if (unmet > 0) {
            rejectUnknown(object);
        }
        if (missing != null && substance) {
            throw new Unfit("lacks " + missing.name() + ", which " + missing.path() + " requires");
        }
        return substance;
    }

    private static boolean write(Slot slot, @Nullable Object content, Map<?, ?> object, JsonBuffer out) {
        PairWriter pair = slot.pair;
        if (pair != null && pair.concerns(object)) {
            return !slot.field.isCompanion() && pair.write(object, out);
        }
        return content != null && slot.field.write(content, out);
    }

    private static @Nullable Element missing(@Nullable Element element, boolean written) {
        return element != null && element.isRequired() && !written ? element : null;
    }

    private void rejectUnknown(Map<?, ?> object) {
        Set<String> names = new HashSet<>();
        slots.forEach(slot -> names.add(slot.field.name()));
        for (Object key : object.keySet()) {
            String name = String.valueOf(key);
            if (!names.contains(name)) {
                // The name comes from data where a whole record is mapped, so only near misses are told.
                String hint = DidYouMean.nearest(name, names)
                        .map(near -> ", perhaps for '" + near + "'")
                        .orElse("");
                throw new Unfit("has a field that " + type.name() + " does not have" + hint);
            }
        }
    }
}
