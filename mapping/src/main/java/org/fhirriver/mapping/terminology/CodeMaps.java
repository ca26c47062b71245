package org.fhirriver.mapping.terminology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;

/** The concept maps and code systems of a source system, by name. */
public final class CodeMaps {

    private static final CodeMaps NONE = new CodeMaps(Map.of(), Map.of());

    private final Map<String, CodeMap> byName;
    private final Map<String, List<Problem>> broken;

    private CodeMaps(Map<String, CodeMap> byName, Map<String, List<Problem>> broken) {
        this.byName = byName;
        this.broken = broken;
    }

    /** No maps at all. */
    public static CodeMaps none() {
        return NONE;
    }

    /**
     * Reads the CSV and JSON files of a folder, where there is one. A map is called by its file's base name, and a
     * JSON map by its {@code name}, {@code id} and {@code url} as well where no file is called so.
     */
    public static CodeMaps read(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            return NONE;
        }
        Map<String, CodeMap> byName = new LinkedHashMap<>();
        Map<String, CodeMap> aliases = new LinkedHashMap<>();
        Map<String, List<Problem>> broken = new LinkedHashMap<>();
        for (Path file : files(folder, problems)) {
            Problems own = new Problems();
            Optional<NamedMap> read = readFile(file, own);
            problems.addAll(own.all());
            String name = baseName(file);
            if (!own.isEmpty()) {
                broken.put(name, own.all());
            }
            read.ifPresent(map -> {
                if (byName.putIfAbsent(name, map.map()) != null) {
                    problems.add(Position.startOf(Documents.name(file)), "there is another map called '" + name + "'");
                }
                map.aliases().forEach(alias -> aliases.putIfAbsent(alias, map.map()));
            });
        }
        aliases.forEach(byName::putIfAbsent);
        return new CodeMaps(byName, broken);
    }

    /** The map of a name. */
    public Optional<CodeMap> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The names of all maps. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** What is wrong with the file of a map; empty when nothing is, or when there is no such file. */
    public List<Problem> problems(String name) {
        return broken.getOrDefault(name, List.of());
    }

    /** A map and other names that it goes by. */
    record NamedMap(CodeMap map, List<String> aliases) {}

    private static Optional<NamedMap> readFile(Path file, Problems problems) {
        String name = baseName(file);
        if (file.toString().endsWith(".csv")) {
            return new CsvMap(name, Documents.name(file), problems).read(file).map(map -> new NamedMap(map, List.of()));
        }
        return Documents.read(file, problems).flatMap(root -> new FhirMap(name, problems).read(root));
    }

    private static List<Path> files(Path folder, Problems problems) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".csv") || file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(Position.startOf(Documents.name(folder)), "the folder cannot be read");
            return List.of();
        }
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
