package org.fhirriver.mapping.value;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object that never changes, such as a Coding of a map: it is written once and its bytes are kept. */
public final class FixedObject extends AbstractMap<String, Object> {

    private final Map<String, Object> members;
    private volatile @Nullable Written written;

    /** How a writer wrote it; most objects are written by one only. */
    private record Written(ObjectWriter writer, byte[] json) {}

    public FixedObject(Map<String, Object> members) {
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The bytes that a writer wrote; null when it wrote none yet. */
    byte @Nullable [] writtenBy(ObjectWriter writer) {
        Written known = written;
        return known != null && known.writer() == writer ? known.json() : null;
    }

    void keep(ObjectWriter writer, byte[] json) {
        written = new Written(writer, json);
    }

    @Override
    public @Nullable Object get(Object name) {
        return members.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return members.containsKey(name);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return members.entrySet();
    }
}
