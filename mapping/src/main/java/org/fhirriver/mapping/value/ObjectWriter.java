package org.fhirriver.mapping.value;

import java.util.ArrayList;
import java.util.Collection;
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

    ObjectWriter(Type type) {
        this.type = type;
    }

    void use(Collection<FieldWriter> writers) {
        fields.addAll(writers);
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
            Object content = object.get(field.name());
            if (content == null) {
                known += object.containsKey(field.name()) ? 1 : 0;
                continue;
            }
            known++;
            if (field.write(content, isPaired(field, object), out)) {
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

    private static boolean isPaired(FieldWriter field, Map<?, ?> object) {
        return field.element().isList()
                && object.containsKey(field.isCompanion() ? field.name().substring(1) : "_" + field.name());
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
