package org.fhirriver.mapping.value;

import java.util.Optional;
import org.fhirriver.r4.TypeUse;

/** Writes the text of references, which names a type that the element allows. */
final class ReferenceTextWriter implements ValueWriter {

    private final TextWriter text = new TextWriter("string");
    private final Optional<TypeUse> use;

    ReferenceTextWriter(Optional<TypeUse> use) {
        this.use = use;
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        if (value instanceof String raw) {
            String reference = raw.strip();
            use.ifPresent(allowed -> References.check(reference, allowed));
            if (reference.startsWith("#")) {
                out.noteFragment();
            }
        }
        return text.write(value, out);
    }
}
