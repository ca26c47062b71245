package org.fhirriver.r4;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.r4.Specification.Node;

/** Lists the codes of value sets that are made of the specification's own code systems. */
final class ValueSetExpansion {

    private final Map<String, Node> valueSets = new LinkedHashMap<>();
    private final Map<String, Node> codeSystems = new LinkedHashMap<>();

    private ValueSetExpansion() {}

    static ValueSetExpansion ofSpecification() {
        ValueSetExpansion expansion = new ValueSetExpansion();
        for (String file : List.of("valuesets.xml", "v3-codesystems.xml", "v2-tables.xml")) {
            for (Node resource : Specification.resources("valueset/" + file, Set.of("ValueSet", "CodeSystem"))) {
                Map<String, Node> kind =
                        resource.name().equals("ValueSet") ? expansion.valueSets : expansion.codeSystems;
                kind.put(resource.text("url"), resource);
            }
        }
        return expansion;
    }

    /** The codes by system; empty when some part of them is not listed in the specification. */
    Optional<Map<String, Set<String>>> expand(String url) {
        Node valueSet = valueSets.get(url);
        if (valueSet == null) {
            return Optional.empty();
        }
        Map<String, Set<String>> codes = new LinkedHashMap<>();
        Node compose = valueSet.child("compose");
        for (Node include : compose.all("include")) {
            Optional<Map<String, Set<String>>> part = part(include);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            part.get()
                    .forEach((system, more) -> codes.computeIfAbsent(system, s -> new LinkedHashSet<>())
                            .addAll(more));
        }
        for (Node exclude : compose.all("exclude")) {
            part(exclude)
                    .orElseThrow()
                    .forEach((system, fewer) ->
                            codes.getOrDefault(system, Set.of()).removeAll(fewer));
        }
        return codes.isEmpty() ? Optional.empty() : Optional.of(codes);
    }

    private Optional<Map<String, Set<String>>> part(Node include) {
        if (!include.all("valueSet").isEmpty()) {
            return expand(include.text("valueSet"));
        }
        String system = include.text("system");
        Set<String> codes = new LinkedHashSet<>();
        if (!include.all("concept").isEmpty()) {
            include.all("concept").forEach(concept -> codes.add(concept.text("code")));
            return Optional.of(Map.of(system, codes));
        }
        Node codeSystem = codeSystems.get(system);
        if (codeSystem == null || !codeSystem.text("content").equals("complete")) {
            return Optional.empty();
        }
        List<Node> filters = include.all("filter");
        if (filters.isEmpty()) {
            collect(codeSystem.all("concept"), codes);
        } else if (filters.size() == 1 && filters.get(0).text("op").equals("is-a")) {
            String ancestor = filters.get(0).text("value");
            find(codeSystem.all("concept"), ancestor).ifPresent(root -> collect(List.of(root), codes));
        } else {
            return Optional.empty();
        }
        return Optional.of(Map.of(system, codes));
    }

    private static void collect(List<Node> concepts, Set<String> codes) {
        for (Node concept : concepts) {
            codes.add(concept.text("code"));
            collect(concept.all("concept"), codes);
        }
    }

    private static Optional<Node> find(List<Node> concepts, String code) {
        for (Node concept : concepts) {
            if (concept.text("code").equals(code)) {
                return Optional.of(concept);
            }
            Optional<Node> below = find(concept.all("concept"), code);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }
}
