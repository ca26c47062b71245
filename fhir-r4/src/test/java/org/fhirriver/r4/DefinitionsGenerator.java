package org.fhirriver.r4;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fhirriver.r4.Specification.Node;

/** Makes {@code r4.tsv} of the official definitions: {@code DefinitionsGenerator <file>}. */
final class DefinitionsGenerator {

    private static final String STRUCTURE = "http://hl7.org/fhir/StructureDefinition/";
    private static final String FHIR_TYPE = STRUCTURE + "structuredefinition-fhir-type";
    private static final String REGEX = STRUCTURE + "regex";

    private final StringBuilder out = new StringBuilder();
    private final Set<String> required = new TreeSet<>();
    private final Map<String, Node> structures = new LinkedHashMap<>();
    private final Set<String> written = new LinkedHashSet<>();

    private DefinitionsGenerator() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), generate(), StandardCharsets.UTF_8);
    }

    static String generate() {
        DefinitionsGenerator generator = new DefinitionsGenerator();
        for (String file : List.of("profile/profiles-types.xml", "profile/profiles-resources.xml")) {
            for (Node structure : Specification.resources(file, Set.of("StructureDefinition"))) {
                generator.structures.put(structure.text("name"), structure);
            }
        }
        generator.structures.remove("MoneyQuantity");
        generator.structures.remove("MetadataResource");
        generator.structures.keySet().forEach(generator::type);
        ValueSetExpansion expansion = ValueSetExpansion.ofSpecification();
        for (String url : generator.required) {
            expansion.expand(url).ifPresent(systems -> {
                generator.line("V", url);
                systems.forEach((system, codes) -> generator.line("S", system, String.join("\t", codes)));
            });
        }
        return generator.out.toString();
    }

    private void type(String name) {
        Node structure = structures.get(name);
        String base = structure.text("baseDefinition").replace(STRUCTURE, "");
        if (!written.contains(base) && !base.isEmpty()) {
            type(base);
        }
        if (!written.add(name)) {
            return;
        }
        List<Node> elements = structure.child("snapshot").all("element");
        String root = elements.get(0).text("path");
        String regex = elements.stream()
                .filter(element -> element.text("path").equals(root + ".value"))
                .map(element -> element.child("type").extension(REGEX))
                .findFirst()
                .orElse("");
        boolean isAbstract = structure.text("abstract").equals("true");
        line("T", name, kind(structure), isAbstract ? "abstract" : "", base, regex);
        elements(elements, root, name.equals("SimpleQuantity"));
        for (Node element : elements) {
            String path = element.text("path");
            String type = element.child("type").text("code");
            if (!path.equals(root) && isOwn(element) && hasChildren(elements, path)) {
                line("T", path, "BACKBONE", "", type, "");
                elements(elements, path, false);
            }
        }
    }

    private static String kind(Node structure) {
        return switch (structure.text("kind")) {
            case "primitive-type" -> "PRIMITIVE";
            case "complex-type" -> "COMPLEX";
            default -> "RESOURCE";
        };
    }

    /** The elements right below a path that are not inherited. */
    private void elements(List<Node> all, String parent, boolean onlyForbidden) {
        for (Node element : all) {
            String path = element.text("path");
            boolean below = path.startsWith(parent + ".") && path.indexOf('.', parent.length() + 1) < 0;
            boolean wanted = onlyForbidden ? element.text("max").equals("0") : below && isOwn(element);
            boolean primitiveValue = path.equals(parent + ".value")
                    && element.child("type").text("code").startsWith("http://hl7.org/fhirpath/System.")
                    && !element.child("type").all("extension").isEmpty()
                    && Character.isLowerCase(parent.charAt(0));
            if (wanted && !primitiveValue) {
                element(all, element);
            }
        }
    }

    private static boolean isOwn(Node element) {
        return element.child("base").text("path").equals(element.text("path"));
    }

    private static boolean hasChildren(List<Node> all, String path) {
        return all.stream().anyMatch(element -> element.text("path").startsWith(path + "."));
    }

    private void element(List<Node> all, Node element) {
        Node binding = element.child("binding");
        String valueSet = binding.text("valueSet").replaceFirst("\\|.*", "");
        String strength = binding.text("strength").toUpperCase(Locale.ROOT);
        if (strength.equals("REQUIRED")) {
            required.add(valueSet);
        }
        line(
                "E",
                element.text("path"),
                element.text("min"),
                element.text("max"),
                types(all, element),
                valueSet.isEmpty() ? "" : strength,
                valueSet);
    }

    private static String types(List<Node> all, Node element) {
        String path = element.text("path");
        if (!element.text("contentReference").isEmpty()) {
            return element.text("contentReference").substring(1);
        }
        if (hasChildren(all, path)) {
            return path;
        }
        List<String> uses = new ArrayList<>();
        for (Node type : element.all("type")) {
            String code = type.text("code");
            if (path.equals("Resource.id")) {
                code = "id";
            } else if (code.startsWith("http:")) {
                code = type.extension(FHIR_TYPE);
            } else if (type.all("profile").stream().anyMatch(p -> p.value().endsWith("/SimpleQuantity"))) {
                code = "SimpleQuantity";
            }
            List<String> targets = type.all("targetProfile").stream()
                    .map(target -> target.value().replace(STRUCTURE, ""))
                    .filter(target -> !target.equals("Resource"))
                    .toList();
            uses.add(targets.isEmpty() ? code : code + "(" + String.join(",", targets) + ")");
        }
        return String.join("|", uses);
    }

    private void line(String... columns) {
        out.append(String.join("\t", columns)).append('\n');
    }
}
