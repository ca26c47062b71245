package org.fhirriver.mapping.typed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fhirriver.mapping.value.JsonBuffer;
import org.jspecify.annotations.Nullable;

/** A field with its name; where several parts of the object may give its value, the last one that has it does. */
final class FieldNode {

    private final byte[] name;
    private final boolean list;
    private final boolean companion;
    private final Source[] sources;

    /** A part of the object and the value that it gives. */
    record Source(int part, Node value) {}

    FieldNode(String name, boolean list, List<Source> sources) {
        this.name = JsonBuffer.name(name);
        this.list = list;
        this.companion = name.startsWith("_");
        List<Source> lastFirst = new ArrayList<>(sources);
        Collections.reverse(lastFirst);
        this.sources = lastFirst.toArray(Source[]::new);
    }

    /** Whether the field is what stands beside a primitive. */
    boolean isCompanion() {
        return companion;
    }

    boolean isFixed() {
        return sources.length == 1
                && (sources[0].value() instanceof Nodes.Fixed || sources[0].value() instanceof Nodes.Nothing);
    }

    /** Whether a value was there and is written. */
    boolean write(Run run, boolean @Nullable [] there) {
        if (there == null) {
            return write(run, sources[0].value());
        }
        for (Source source : sources) {
            if (there[source.part()] && write(run, source.value())) {
                return true;
            }
        }
        return false;
    }

    private boolean write(Run run, Node value) {
        JsonBuffer out = run.out;
        int mark = out.size();
        out.separate();
        out.raw(name);
        boolean written;
        if (list) {
            out.raw('[');
            written = value.write(run);
            out.raw(']');
        } else {
            written = value.write(run);
        }
        if (!written) {
            out.truncate(mark);
        }
        return written;
    }
}
