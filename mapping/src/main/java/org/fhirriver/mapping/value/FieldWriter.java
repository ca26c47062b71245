package org.fhirriver.mapping.value;

import java.util.ArrayList;
import java.util.List;
import org.fhirriver.r4.Element;
import org.fhirriver.r4.Property;
import org.jspecify.annotations.Nullable;

/** Writes a field of an object with its name, in an array where the element is a list. */
final class FieldWriter {

    private final String name;
    private final byte[] json;
    private final Element element;
    private final ValueWriter value;
    private final boolean companion;

    private FieldWriter(String name, Element element, ValueWriter value, boolean companion) {
        this.name = name;
        this.json = JsonBuffer.name(name);
        this.element = element;
        this.value = value;
        this.companion = companion;
    }

    static FieldWriter of(Property property, ValueWriter value) {
        return new FieldWriter(property.name(), property.element(), value, false);
    }

    static FieldWriter companion(String name, Element element, ValueWriter value) {
        return new FieldWriter(name, element, value, true);
    }

    String name() {
        return name;
    }

    Element element() {
        return element;
    }

    /** Whether the field is the companion of a primitive. */
    boolean isCompanion() {
        return companion;
    }

    /** Whether a value was there and is written. */
    boolean write(Object content, JsonBuffer out) {
        int mark = out.size();
        out.separate();
        out.raw(json);
        boolean written;
        try {
            written = element.isList() ? writeList(content, out) : writeOne(content, out);
        } catch (Unfit e) {
            throw e.in(name);
        }
        if (!written) {
            out.truncate(mark);
        }
        return written;
    }

    private boolean writeOne(Object content, JsonBuffer out) {
        if (content instanceof List<?>) {
            throw new Unfit("takes one value, not a list");
        }
        return value.write(content, out);
    }

    private boolean writeList(Object content, JsonBuffer out) {
        boolean some = false;
        out.raw('[');
        for (Object item : list(content)) {
            some |= writeItem(item, out);
        }
        out.raw(']');
        return some;
    }

    private boolean writeItem(@Nullable Object item, JsonBuffer out) {
        int mark = out.size();
        out.separate();
        if (item != null && value.write(item, out)) {
            return true;
        }
        out.truncate(mark);
        return false;
    }

    /** The JSON of each item of a list, null for one that has none; nothing stays in the buffer. */
    List<byte @Nullable []> items(@Nullable Object content, JsonBuffer out) {
        List<byte @Nullable []> written = new ArrayList<>();
        if (content == null) {
            return written;
        }
        try {
            for (Object item : list(content)) {
                int mark = out.size();
                boolean there = item != null && value.write(item, out);
                written.add(there ? out.from(mark) : null);
                out.truncate(mark);
            }
        } catch (Unfit e) {
            throw e.in(name);
        }
        return written;
    }

    private static List<?> list(Object content) {
        if (content instanceof List<?> list) {
            return list;
        }
        throw new Unfit("takes a list, not " + Kinds.of(content));
    }
}
