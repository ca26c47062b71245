package org.fhirriver.r4;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The codes of a value set that some element requires. */
public final class ValueSet {

    private final String url;
    private final Map<String, Set<String>> systems;
    private final Set<String> codes;

    ValueSet(String url, Map<String, Set<String>> systems) {
        this.url = url;
        this.systems = new LinkedHashMap<>(systems);
        this.codes = new LinkedHashSet<>();
        systems.values().forEach(codes::addAll);
    }

    public String url() {
        return url;
    }

    /** The addresses of the code systems that it takes codes from. */
    public Set<String> systems() {
        return systems.keySet();
    }

    /** All codes, whatever their system. */
    public Set<String> codes() {
        return Collections.unmodifiableSet(codes);
    }

    public boolean contains(String code) {
        return codes.contains(code);
    }

    public boolean contains(String system, String code) {
        Set<String> ofSystem = systems.get(system);
        return ofSystem != null && ofSystem.contains(code);
    }

    @Override
    public String toString() {
        return url;
    }
}
