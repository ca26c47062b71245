package org.fhirriver.extractor.touches;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was published last for some keys, by a hash of it, so that a second reading that finds the same says nothing; for
 * one thread.
 */
final class LastPublished {

    private static final int MOST = 50_000;

    private record Place(String pipeline, String key) {}

    private record Digest(long first, long second) {}

    private final Map<Place, Digest> published = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Digest> eldest) {
            return size() > MOST;
        }
    };

    /** Remembers what is published for a key; null stands for its deletion. */
    void put(String pipeline, String key, byte[] value) {
        Place place = new Place(pipeline, key);
        published.remove(place);
        published.put(place, digest(value));
    }

    /** Whether just this was published last, as far as that is known. */
    boolean is(String pipeline, String key, byte[] value) {
        return digest(value).equals(published.get(new Place(pipeline, key)));
    }

    void clear() {
        published.clear();
    }

    private static Digest digest(byte[] value) {
        long second = 1_125_899_906_842_597L;
        for (byte one : value) {
            second = 31 * second + one;
        }
        return new Digest(Arrays.hashCode(value) * 31L + value.length, second);
    }
}
