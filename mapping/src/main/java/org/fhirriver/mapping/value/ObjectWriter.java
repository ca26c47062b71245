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
    private final List<FieldWriter> fields = new ArrayList<>();
    private final Map<FieldWriter, PairWriter> pairs = new HashMap<>();

    ObjectWriter(Type type) {
        this.type = type;
    }

    void use(Collection<FieldWriter> writers) {
        fields.addAll(writers);
        for (int i = 1; i < fields.size(); i++) {
            if (fields.get(i).isCompanion() && fields.get(i).element().isList()) {
                PairWriter pair = new PairWriter(fields.get(i - 1), fields.get(i));
                pairs.put(fields.get(i - 1), pair);
                pairs.put(fields.get(i), pair);
            }
        }
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        Map<?, ?> object = Conversions.object(value, type.name());
        int mark = out.size();
        out.raw('{');
        boolean written = writeFields(object, out);
        if (!written) {
            out.truncate(mark);
            return false;
        }
        out.raw('}');
        return true;
    }

    /** Writes the fields; whether there is more among them than what merely names the object. */
    boolean writeFields(Map<?, ?> object, JsonBuffer out) {
        boolean substance = false;
        int known = object.containsKey("resourceType") && type.isResource() ? 1 : 0;
        Element missing = null;
        Element last = null;
        boolean lastWritten = false;
        boolean lastHasValue = false;
        for (FieldWriter field : fields) {
            Element element = field.element();
            if (element != last) {
                missing = missing == null ? missing(last, lastWritten) : missing;
                last = element;
                lastWritten = false;
                lastHasValue = false;
            }
            known += object.containsKey(field.name()) ? 1 : 0;
            if (write(field, object, out)) {
                if (!field.isCompanion() && lastHasValue) {
                    throw new Unfit("has more than one value of the choice " + element.path() + "[x]");
                }
                lastHasValue |= !field.isCompanion();
                lastWritten = true;
                substance |= Substance.is(type, element);
            }
        }
        missing = missing == null ? missing(last, lastWritten) : missing;
        if (known < object.size()) {
            rejectUnknown(object);
        }
        if (missing != null && substance) {
            throw new Unfit("lacks " + missing.name() + ", which " + missing.path() + " requires");
        }
        return substance;
    }

    private boolean write(FieldWriter field, Map<?, ?> object, JsonBuffer out) {
        PairWriter pair = pairs.get(field);
        if (pair != null && pair.concerns(object)) {
            return !field.isCompanion() && pair.write(object, out);
        }
        Object content = object.get(field.name());
        return content != null && field.write(content, out);
    }

    private static @Nullable Element missing(@Nullable Element element, boolean written) {
        return element != null && element.isRequired() && !written ? element : null;
    }

    private void rejectUnknown(Map<?, ?> object) {
        Set<String> names = new HashSet<>();
        fields.forEach(field -> names.add(field.name()));
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
