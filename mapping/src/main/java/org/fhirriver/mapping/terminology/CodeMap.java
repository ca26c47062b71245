package org.fhirriver.mapping.terminology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Translates the codes of a source to Codings; for any number of threads. */
public final class CodeMap {

    /** What becomes of a code that the map does not have, as far as the map itself says so. */
    private enum Unmapped {
        UNKNOWN,
        KEPT,
        FIXED
    }

    private final String name;
    private final Map<String, List<Map<String, Object>>> targets;
    private final Map<String, Map<String, Object>> byTarget;
    private final boolean caseSensitive;
    private final Unmapped unmapped;
    private final Map<String, Object> fixed;

    private CodeMap(Builder builder) {
        this.name = builder.name;
        this.targets = builder.frozenTargets();
        this.byTarget = Map.copyOf(builder.byTarget);
        this.caseSensitive = builder.caseSensitive;
        this.unmapped = builder.unmapped;
        this.fixed = builder.fixed;
    }

    /** The map's name, as {@code translate} calls it. */
    public String name() {
        return name;
    }

    /** How many codes it has. */
    public int size() {
        return targets.size();
    }

    /** The Codings that a code means; see {@link #translate(String, String)}. */
    public Optional<List<Map<String, Object>>> translate(String code) {
        return translate("", code);
    }

    /**
     * The Codings that a code of a code system means, in the map's order: none where the map says that nothing
     * corresponds, empty where it says nothing about the code.
     *
     * @param system the system's address; empty when it is not known
     */
    public Optional<List<Map<String, Object>>> translate(String system, String code) {
        String key = caseSensitive ? code.strip() : code.strip().toLowerCase(Locale.ROOT);
        List<Map<String, Object>> found = system.isEmpty() ? null : targets.get(system + "|" + key);
        if (found == null) {
            found = targets.get(key);
        }
        if (found != null) {
            return Optional.of(found);
        }
        return switch (unmapped) {
            case UNKNOWN -> Optional.empty();
            case KEPT -> Optional.of(List.of(Codings.of(system, code.strip(), "")));
            case FIXED -> Optional.of(List.of(fixed));
        };
    }

    /** All Codings that it can give, each once; what it keeps as it comes is not among them. */
    public List<Map<String, Object>> codings() {
        Set<Map<String, Object>> codings = new LinkedHashSet<>();
        targets.values().forEach(codings::addAll);
        if (unmapped == Unmapped.FIXED) {
            codings.add(fixed);
        }
        return List.copyOf(codings);
    }

    /** The whole Coding of a target's code, when the map has that target. */
    public Optional<Map<String, Object>> target(String code) {
        return Optional.ofNullable(byTarget.get(code));
    }

    @Override
    public String toString() {
        return name + " with " + targets.size() + " codes";
    }

    /** Gathers what a file says; for one thread. */
    static final class Builder {

        private final String name;
        private final Map<String, List<Map<String, Object>>> targets = new LinkedHashMap<>();
        private final Map<String, Map<String, Object>> byTarget = new LinkedHashMap<>();
        private boolean caseSensitive = true;
        private Unmapped unmapped = Unmapped.UNKNOWN;
        private Map<String, Object> fixed = Map.of();

        Builder(String name) {
            this.name = name;
        }

        void ignoreCase() {
            caseSensitive = false;
        }

        void keepUnmapped() {
            unmapped = Unmapped.KEPT;
        }

        void replaceUnmapped(Map<String, Object> coding) {
            unmapped = Unmapped.FIXED;
            fixed = coding;
        }

        /** Adds a target; false when the map has it already. */
        boolean add(String sourceSystem, String source, Map<String, Object> coding) {
            String key = caseSensitive ? source : source.toLowerCase(Locale.ROOT);
            boolean isNew = put(key, coding);
            if (!sourceSystem.isEmpty()) {
                put(sourceSystem + "|" + key, coding);
            }
            byTarget.putIfAbsent(String.valueOf(coding.get("code")), coding);
            return isNew;
        }

        /** Notes that nothing corresponds to a code. */
        void addNone(String source) {
            targets.computeIfAbsent(
                    caseSensitive ? source : source.toLowerCase(Locale.ROOT), none -> new ArrayList<>(1));
        }

        CodeMap build() {
            return new CodeMap(this);
        }

        private boolean put(String key, Map<String, Object> coding) {
            List<Map<String, Object>> present = targets.computeIfAbsent(key, none -> new ArrayList<>(1));
            return !present.contains(coding) && present.add(coding);
        }

        private Map<String, List<Map<String, Object>>> frozenTargets() {
            Map<String, List<Map<String, Object>>> frozen = new LinkedHashMap<>();
            targets.forEach((code, codings) -> frozen.put(code, List.copyOf(codings)));
            return frozen;
        }
    }
}
