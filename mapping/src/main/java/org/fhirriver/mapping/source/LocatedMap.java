package org.fhirriver.mapping.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map of a file, its entries in the file's order and without duplicate keys. */
public record LocatedMap(Position position, List<Entry> entries) implements Located {

    public LocatedMap {
        entries = List.copyOf(entries);
    }

    /**
     * One key and its value.
     *
     * @param key the key, always with text; {@code 1:} and {@code true:} have the texts "1" and "true"
     */
    public record Entry(LocatedScalar key, Located value) {

        public String name() {
            return key.text();
        }
    }

    /** The entry of a key. */
    public Optional<Entry> entry(String key) {
        return entries.stream().filter(entry -> entry.name().equals(key)).findFirst();
    }

    /** The value of a key. */
    public Optional<Located> get(String key) {
        return entry(key).map(Entry::value);
    }

    /** The keys in the file's order. */
    public List<String> keys() {
        return entries.stream().map(Entry::name).toList();
    }

    @Override
    public Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entries.forEach(entry -> values.put(entry.name(), entry.value().plain()));
        return values;
    }

    @Override
    public String kind() {
        return "a map";
    }

    @Override
    public <T> T fold(Function<LocatedMap, T> map, Function<LocatedList, T> list, Function<LocatedScalar, T> scalar) {
        return map.apply(this);
    }
}
