package org.fhirriver.mapping.typed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.mapping.value.JsonBuffer;
import org.jspecify.annotations.Nullable;

/** One resource in the making. */
final class Run {

    private static final byte[] ID = JsonBuffer.name("id");

    final JsonBuffer out;
    final Evaluation evaluation;
    private final String id;

    Run(JsonBuffer out, Evaluation evaluation, String id) {
        this.out = out;
        this.evaluation = evaluation;
        this.id = id;
    }

    void writeId() {
        if (!id.isEmpty()) {
            out.separate();
            out.raw(ID);
            out.text(id);
        }
    }

    /** A whole resource with the id in it. */
    Map<?, ?> withId(Map<?, ?> resource) {
        Map<Object, @Nullable Object> complete = new LinkedHashMap<>(resource);
        if (!id.isEmpty()) {
            complete.put("id", id);
        }
        return complete;
    }
}
