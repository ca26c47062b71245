package org.fhirriver.mapping.value;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reference that was computed from a type and an id, so that nobody has to take its text apart again. */
public final class ComputedReference extends AbstractMap<String, Object> {

    private static final String REFERENCE = "reference";
    private static final byte[] HEAD = JsonBuffer.name(REFERENCE);

    private final String type;
    private final String id;

    /**
     * A reference.
     *
     * @param type the type of the resource, which R4 has
     * @param id its id, which has the form of one
     */
    public ComputedReference(String type, String id) {
        this.type = type;
        this.id = id;
    }

    String type() {
        return type;
    }

    void write(JsonBuffer out) {
        out.raw('{');
        out.raw(HEAD);
        out.raw('"');
        out.ascii(type);
        out.raw('/');
        out.ascii(id);
        out.raw('"');
        out.raw('}');
    }

    @Override
    public @Nullable Object get(Object name) {
        return REFERENCE.equals(name) ? text() : null;
    }

    @Override
    public boolean containsKey(Object name) {
        return REFERENCE.equals(name);
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return Set.of(Map.entry(REFERENCE, text()));
    }

    private String text() {
        return type + "/" + id;
    }
}
