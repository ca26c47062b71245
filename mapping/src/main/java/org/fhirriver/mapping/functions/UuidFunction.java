package org.fhirriver.mapping.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.messages.FhirId;
import org.fhirriver.messages.RecordKey;

/** {@code uuid(text…)}: the UUID of version 5 of some texts, the same at any time and place. */
final class UuidFunction {

    /** The name space of these UUIDs, apart from that of computed ids; it must never change. */
    private static final UUID NAMESPACE = UUID.fromString("3d0c5d3e-8f3b-5c57-a1d5-6a2b9d0c4e77");

    private UuidFunction() {}

    static CustomFunction definition() {
        return new Definition("uuid", 1, Integer.MAX_VALUE, call -> (evaluation, input, arguments) -> {
            List<String> parts = new ArrayList<>(arguments.length);
            for (Object argument : arguments) {
                String part = Texts.notBlank(argument, "A text of uuid()");
                if (part == null) {
                    return null;
                }
                parts.add(part);
            }
            return FhirId.uuidV5(NAMESPACE, new RecordKey(parts).text()).toString();
        });
    }
}
