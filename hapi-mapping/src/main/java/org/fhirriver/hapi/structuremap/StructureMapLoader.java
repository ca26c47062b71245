package org.fhirriver.hapi.structuremap;

import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fhirriver.hapi.json.HapiJson;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.fhirpath.FHIRLexer.FHIRLexerException;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureMap;
import org.hl7.fhir.r4.model.StructureMap.StructureMapGroupComponent;
import org.hl7.fhir.r4.model.StructureMap.StructureMapGroupInputComponent;
import org.hl7.fhir.r4.model.StructureMap.StructureMapInputMode;
import org.hl7.fhir.r4.model.StructureMap.StructureMapStructureComponent;
import org.hl7.fhir.utilities.SourceLocation;

/** Reads a map with the other maps and the concept maps of its folder, and checks that it can be run here. */
final class StructureMapLoader {

    private final Problems problems;
    private final MapLibrary library = new MapLibrary();
    private final MapEngine engine = new MapEngine(library);

    StructureMapLoader(Problems problems) {
        this.problems = problems;
    }

    Optional<LoadedMap> load(Path file) {
        Optional<StructureMap> read = read(file, problems).flatMap(resource -> structureMap(file, resource));
        if (read.isEmpty()) {
            return Optional.empty();
        }
        addOthers(file);
        StructureMap map = read.get();
        library.add(map);
        int before = problems.size();
        Set<StructureMap> seen = new HashSet<>();
        check(file, map, seen);
        if (problems.size() > before) {
            return Optional.empty();
        }
        return targetType(map, Position.startOf(file.toString()))
                .map(type -> new LoadedMap(map, engine, sourceType(map), type));
    }

    private Optional<StructureMap> structureMap(Path file, Resource resource) {
        if (resource instanceof StructureMap map && map.hasGroup()) {
            return Optional.of(map);
        }
        problems.add(
                Position.startOf(file.toString()),
                resource instanceof StructureMap
                        ? "the map has no group"
                        : "this is a %s, not a StructureMap".formatted(resource.fhirType()));
        return Optional.empty();
    }

    private Optional<Resource> read(Path file, Problems found) {
        Position start = Position.startOf(file.toString());
        try {
            if (file.toString().endsWith(".json")) {
                return Optional.of(HapiJson.read(Files.readAllBytes(file)));
            }
            return Optional.of(
                    engine.parse(Files.readString(file), file.getFileName().toString()));
        } catch (CharacterCodingException e) {
            found.add(start, "is not UTF-8 text");
        } catch (IOException e) {
            found.add(start, "cannot be read");
        } catch (FHIRLexerException e) {
            SourceLocation at = e.getLocation();
            found.add(
                    at == null ? start : new Position(file.toString(), at.getLine(), at.getColumn()),
                    String.valueOf(e.getMessage()).replaceFirst("^Error @[^:]*: ", ""));
        } catch (FHIRException | DataFormatException e) {
            found.add(start, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** What the folder has beside the map; what is none of ours, or broken, is not needed until a map names it. */
    private void addOthers(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path other : files.sorted().toList()) {
                boolean named =
                        other.toString().endsWith(".map") || other.toString().endsWith(".json");
                if (named && !other.equals(file.toAbsolutePath()) && Files.isRegularFile(other)) {
                    read(other, new Problems()).ifPresent(this::add);
                }
            }
        } catch (IOException e) {
            problems.add(Position.startOf(folder.toString()), "the folder cannot be read");
        }
    }

    private void add(Resource resource) {
        if (resource instanceof StructureMap map) {
            library.add(map);
        } else if (resource instanceof ConceptMap map) {
            library.add(map);
        }
    }

    private void check(Path file, StructureMap map, Set<StructureMap> seen) {
        if (!seen.add(map)) {
            return;
        }
        Position start = Position.startOf(file.toString());
        map.getGroup()
                .forEach(group -> MapRules.of(group)
                        .forEach(rule -> MapRules.problem(rule).ifPresent(problem -> problems.add(start, problem))));
        map.getImport().forEach(url -> {
            List<StructureMap> imported = library.transforms().stream()
                    .filter(other -> matches(url.getValue(), other.getUrl()))
                    .toList();
            if (imported.isEmpty()) {
                problems.add(start, "imports %s, which no file of its folder is".formatted(url.getValue()));
            }
            imported.forEach(other -> check(file, other, seen));
        });
    }

    private static boolean matches(String mask, String url) {
        int star = mask.indexOf('*');
        return star < 0
                ? mask.equals(url)
                : url.startsWith(mask.substring(0, star)) && url.endsWith(mask.substring(star + 1));
    }

    private static String sourceType(StructureMap map) {
        return input(map.getGroupFirstRep(), StructureMapInputMode.SOURCE)
                .filter(StructureMapGroupInputComponent::hasType)
                .map(StructureMapGroupInputComponent::getType)
                .orElse("Record");
    }

    private Optional<String> targetType(StructureMap map, Position start) {
        Optional<String> stated = input(map.getGroupFirstRep(), StructureMapInputMode.TARGET)
                .filter(StructureMapGroupInputComponent::hasType)
                .map(StructureMapGroupInputComponent::getType);
        if (stated.isEmpty()) {
            problems.add(
                    start, "the first group has no target with a type, as in group g(source src, target t : Patient)");
            return Optional.empty();
        }
        String type = map.getStructure().stream()
                .filter(structure -> stated.get().equals(structure.getAlias()))
                .map(StructureMapStructureComponent::getUrl)
                .findFirst()
                .orElse(stated.get());
        String name = type.substring(type.lastIndexOf('/') + 1);
        if (!HapiJson.context().getResourceTypes().contains(name)) {
            problems.add(start, "the first group's target '%s' is no resource of FHIR R4".formatted(name));
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private static Optional<StructureMapGroupInputComponent> input(
            StructureMapGroupComponent group, StructureMapInputMode mode) {
        return group.getInput().stream()
                .filter(input -> input.getMode() == mode)
                .findFirst();
    }
}
