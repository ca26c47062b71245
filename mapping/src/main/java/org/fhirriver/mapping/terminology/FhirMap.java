package org.fhirriver.mapping.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.fhirriver.mapping.source.Located;
import org.fhirriver.mapping.source.LocatedList;
import org.fhirriver.mapping.source.LocatedMap;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;

/** Reads a ConceptMap or a CodeSystem of FHIR R4. */
final class FhirMap {

    private static final Set<String> NO_TARGET = Set.of("unmatched", "disjoint");

    private final String name;
    private final Problems problems;

    FhirMap(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    /** The map; empty for other resources, which are a problem unless they have their own place among the maps. */
    Optional<CodeMaps.NamedMap> read(Located root) {
        if (!(root instanceof LocatedMap resource)) {
            problems.add(root.position(), "a map is a FHIR resource, not " + root.kind());
            return Optional.empty();
        }
        String type = text(resource, "resourceType");
        CodeMap.Builder builder = new CodeMap.Builder(name);
        switch (type) {
            case "ConceptMap" -> each(resource, "group", group -> group(group, builder));
            case "CodeSystem" -> codeSystem(resource, builder);
            case "StructureMap" -> {
                return Optional.empty();
            }
            default ->
                problems.add(
                        resource.get("resourceType").orElse(resource).position(),
                        "a map is a ConceptMap or a CodeSystem, not " + (type.isEmpty() ? "without a type" : type)
                                + DidYouMean.hint(type, List.of("ConceptMap", "CodeSystem")));
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        List<String> aliases = new ArrayList<>();
        for (String alias : List.of("name", "id", "url")) {
            Optional.of(text(resource, alias)).filter(text -> !text.isEmpty()).ifPresent(aliases::add);
        }
        return Optional.of(new CodeMaps.NamedMap(builder.build(), aliases));
    }

    private void group(LocatedMap group, CodeMap.Builder builder) {
        String sourceSystem = text(group, "source");
        String targetSystem = text(group, "target");
        each(group, "element", element -> {
            String source = required(element, "code");
            each(element, "target", target -> {
                if (NO_TARGET.contains(text(target, "equivalence"))) {
                    builder.addNone(source);
                } else {
                    builder.add(
                            sourceSystem,
                            source,
                            Codings.of(targetSystem, required(target, "code"), text(target, "display")));
                }
            });
        });
        group.get("unmapped").ifPresent(unmapped -> unmapped(unmapped, targetSystem, builder));
    }

    private void unmapped(Located value, String targetSystem, CodeMap.Builder builder) {
        if (!(value instanceof LocatedMap unmapped)) {
            problems.add(value.position(), "'unmapped' is an object");
            return;
        }
        String mode = text(unmapped, "mode");
        switch (mode) {
            case "provided" -> builder.keepUnmapped();
            case "fixed" ->
                builder.replaceUnmapped(
                        Codings.of(targetSystem, required(unmapped, "code"), text(unmapped, "display")));
            default ->
                problems.add(
                        unmapped.get("mode").orElse(unmapped).position(),
                        "'unmapped' can be 'provided' or 'fixed', not '" + mode + "'");
        }
    }

    private void codeSystem(LocatedMap resource, CodeMap.Builder builder) {
        if (text(resource, "caseSensitive").equals("false")) {
            builder.ignoreCase();
        }
        String system = required(resource, "url");
        each(resource, "concept", concept -> concept(concept, system, builder));
    }

    private void concept(LocatedMap concept, String system, CodeMap.Builder builder) {
        String code = required(concept, "code");
        if (!code.isEmpty() && !builder.add(system, code, Codings.of(system, code, text(concept, "display")))) {
            problems.add(concept.position(), "the code '" + code + "' stands here a second time");
        }
        each(concept, "concept", child -> concept(child, system, builder));
    }

    private void each(LocatedMap map, String key, Consumer<LocatedMap> action) {
        Optional<Located> value = map.get(key);
        if (value.isEmpty()) {
            return;
        }
        if (!(value.get() instanceof LocatedList list)) {
            problems.add(value.get().position(), "'" + key + "' is a list");
            return;
        }
        for (Located item : list.items()) {
            if (item instanceof LocatedMap object) {
                action.accept(object);
            } else {
                problems.add(item.position(), "'" + key + "' holds objects, not " + item.kind());
            }
        }
    }

    private String required(LocatedMap map, String key) {
        String text = text(map, key);
        if (text.isEmpty()) {
            problems.add(map.position(), "there is no '" + key + "'");
        }
        return text;
    }

    private static String text(LocatedMap map, String key) {
        return map.get(key)
                .filter(LocatedScalar.class::isInstance)
                .map(value -> ((LocatedScalar) value).text().strip())
                .orElse("");
    }
}
