package org.fhirriver.mapping.value;

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

    /**
     * Whether a value was there and is written.
     *
     * @param paired whether the same object holds the other half of a primitive, so that places in a list count
     */
    boolean write(Object content, boolean paired, JsonBuffer out) {
        int mark = out.size();
        out.separate();
        out.raw(json);
        boolean written;
        try {
            written = element.isList() ? writeList(content, paired, out) : writeOne(content, out);
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

    private boolean writeList(Object content, boolean paired, JsonBuffer out) {
        if (!(content instanceof List<?> items)) {
            throw new Unfit("takes a list, not " + Kinds.of(content));
        }
        boolean some = false;
        out.raw('[');
        for (Object item : items) {
            some |= writeItem(item, paired, out);
        }
        out.raw(']');
        return some;
    }

    private boolean writeItem(@Nullable Object item, boolean paired, JsonBuffer out) {
        int mark = out.size();
        out.separate();
        if (item != null && value.write(item, out)) {
            return true;
        }
        out.truncate(mark);
        if (paired) {
            out.separate();
            out.ascii("null");
        }
        return false;
    }
}
