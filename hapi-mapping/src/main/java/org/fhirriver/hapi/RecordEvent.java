package org.fhirriver.hapi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.messages.FhirId;
import org.fhirriver.messages.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way through a hook.
 *
 * <p>The record's values are what JSON has: text, {@link Integer}, {@link Long}, {@link java.math.BigInteger}, {@link
 * java.math.BigDecimal}, {@link Boolean}, null, lists, and maps for children. Dates and times are text in ISO 8601.
 */
public final class RecordEvent {

    private final About about;
    private final Map<String, @Nullable Object> record;
    private final Set<ResourceKey> deletes = new LinkedHashSet<>();

    /**
     * Where a record comes from.
     *
     * @param system the source system's name, as in its {@code source.yaml}
     * @param pipeline the pipeline's name
     * @param key the record's key in canonical text
     * @param extractedAt when the record was read from its source
     * @param batch the batch that it belongs to, if any
     */
    public record About(String system, String pipeline, String key, Instant extractedAt, Optional<String> batch) {}

    /**
     * An event.
     *
     * @param record the canonical record; copied, so that a hook may change it
     */
    public RecordEvent(About about, Map<String, @Nullable Object> record) {
        this.about = about;
        this.record = copy(record);
    }

    /** Where the record comes from. */
    public About about() {
        return about;
    }

    /** The pipeline's name. */
    public String pipeline() {
        return about.pipeline();
    }

    /** The name of the source system. */
    public String system() {
        return about.system();
    }

    /**
     * The record's key in canonical text: of one key column its value, of several a JSON array of texts. It stays what
     * it is when the record is changed.
     */
    public String key() {
        return about.key();
    }

    /** When the record was read from its source; what {@code now()} means in the mapping. */
    public Instant extractedAt() {
        return about.extractedAt();
    }

    /** The id of the batch that the record belongs to, if any. */
    public Optional<String> batch() {
        return about.batch();
    }

    /** The columns and children by their names, to be read and changed. */
    public Map<String, @Nullable Object> record() {
        return record;
    }

    /**
     * An id for a resource that the hook adds: a UUID that follows from the pipeline, the record's key and a name, the
     * same at every run.
     *
     * @param name tells the resources of a record apart, as {@code Provenance}
     */
    public String id(String name) {
        return FhirId.of(about.system(), about.pipeline(), name, about.key());
    }

    /** Deletes a resource that did not come of this record, with everything that the hook returns. */
    public void delete(String resourceType, String id) {
        deletes.add(new ResourceKey(resourceType, id));
    }

    /** The resources that the hook deletes by name. */
    public Set<ResourceKey> deletes() {
        return Set.copyOf(deletes);
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), copyOf(value)));
        return copy;
    }

    private static @Nullable Object copyOf(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copyOf(item)));
            return copy;
        }
        return value;
    }
}
