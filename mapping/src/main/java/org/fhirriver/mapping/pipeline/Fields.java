package org.fhirriver.mapping.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fhirriver.mapping.source.Located;
import org.fhirriver.mapping.source.LocatedList;
import org.fhirriver.mapping.source.LocatedMap;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;

/** Reads the keys of one map of a file and notes what is missing, of the wrong kind or unknown. */
final class Fields {

    private final LocatedMap map;
    private final String what;
    private final Problems problems;
    private final Set<String> known = new TreeSet<>();

    /**
     * The keys of a map.
     *
     * @param what the map's name in messages, as {@code "a pipeline"}
     */
    Fields(LocatedMap map, String what, Problems problems) {
        this.map = map;
        this.what = what;
        this.problems = problems;
    }

    /** The keys of a value that has to be a map. */
    static Optional<Fields> of(Located value, String what, Problems problems) {
        if (value instanceof LocatedMap map) {
            return Optional.of(new Fields(map, what, problems));
        }
        problems.add(value.position(), what + " is a map of keys and values, not " + value.kind());
        return Optional.empty();
    }

    LocatedMap map() {
        return map;
    }

    Position position() {
        return map.position();
    }

    /** The value of a key, if there is one and it is not null. */
    Optional<Located> any(String key) {
        known.add(key);
        return map.get(key).filter(value -> !(value instanceof LocatedScalar scalar && scalar.isNull()));
    }

    /** A single value. */
    Optional<LocatedScalar> text(String key) {
        return any(key).flatMap(value -> scalar(key, value));
    }

    /** A single value that must be there. */
    Optional<LocatedScalar> requiredText(String key, String example) {
        Optional<LocatedScalar> text = text(key);
        if (any(key).isEmpty()) {
            missing(key, example);
        }
        return text;
    }

    /** One value or a list of values; empty when the key is not there. */
    List<LocatedScalar> texts(String key) {
        Optional<Located> value = any(key);
        if (value.isEmpty()) {
            return List.of();
        }
        List<LocatedScalar> texts = new ArrayList<>();
        if (value.get() instanceof LocatedList list) {
            list.items().forEach(item -> scalar(key, item).ifPresent(texts::add));
            if (list.items().isEmpty()) {
                problems.add(list.position(), "'" + key + "' names nothing");
            }
        } else {
            scalar(key, value.get()).ifPresent(texts::add);
        }
        return texts;
    }

    /** The entries of a map. */
    List<LocatedMap.Entry> entries(String key) {
        Optional<Located> value = any(key);
        if (value.isPresent() && value.get() instanceof LocatedMap entries) {
            return entries.entries();
        }
        value.ifPresent(
                other -> problems.add(other.position(), "'" + key + "' is a map of names, not " + other.kind()));
        return List.of();
    }

    /** The items of a list. */
    List<Located> items(String key) {
        Optional<Located> value = any(key);
        if (value.isPresent() && value.get() instanceof LocatedList list) {
            return list.items();
        }
        value.ifPresent(other -> problems.add(other.position(), "'" + key + "' is a list (- …), not " + other.kind()));
        return List.of();
    }

    /** Notes that a key is missing, unless an unknown key looks like it, which is a problem of its own. */
    void missing(String key, String example) {
        List<String> others =
                map.keys().stream().filter(name -> !known.contains(name)).toList();
        if (DidYouMean.nearest(key, others).isEmpty()) {
            problems.add(map.position(), what + " has no '" + key + "', as in " + example);
        }
    }

    /** Notes every key that was never asked for. */
    void finish() {
        Set<String> names = new HashSet<>(known);
        for (LocatedMap.Entry entry : map.entries()) {
            if (!known.contains(entry.name())) {
                problems.add(
                        entry.key().position(),
                        "unknown key '" + entry.name() + "' in " + what
                                + DidYouMean.nearest(entry.name(), names)
                                        .map(name -> "; did you mean '" + name + "'?")
                                        .orElse("; known are " + String.join(", ", known)));
            }
        }
    }

    private Optional<LocatedScalar> scalar(String key, Located value) {
        if (value instanceof LocatedScalar scalar && !scalar.text().isBlank()) {
            return Optional.of(scalar);
        }
        boolean blank = value instanceof LocatedScalar;
        problems.add(value.position(), "'" + key + "' is a single value, not " + (blank ? "empty text" : value.kind()));
        return Optional.empty();
    }
}
