package org.fhirriver.mapping.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;

/** Reads a folder of systems with their pipelines. */
final class WorkspaceReader {

    private final Path folder;
    private final Map<String, String> environment;
    private final Problems problems = new Problems();
    private final Map<String, SourceSystem> systems = new LinkedHashMap<>();
    private final Map<String, Pipeline> pipelines = new LinkedHashMap<>();
    private final Map<String, Pipeline> partial = new LinkedHashMap<>();
    private final Set<String> broken = new TreeSet<>();

    WorkspaceReader(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    Workspace read() {
        if (Files.isRegularFile(folder.resolve(SourceSystemReader.FILE))) {
            readSystem(folder);
        } else {
            list(folder, Files::isDirectory).forEach(this::readSystem);
            if (systems.isEmpty() && problems.isEmpty()) {
                problems.add(
                        Position.startOf(Documents.name(folder)),
                        "there is no source.yaml in any sub-folder of this folder");
            }
        }
        checkSources();
        return new Workspace(folder, systems, pipelines, partial, broken, problems.all());
    }

    private void readSystem(Path systemFolder) {
        List<Path> files = list(systemFolder, WorkspaceReader::isPipelineFile);
        Path source = systemFolder.resolve(SourceSystemReader.FILE);
        if (!Files.isRegularFile(source)) {
            if (!files.isEmpty()) {
                problems.add(
                        Position.startOf(Documents.name(source)),
                        "there is no such file, which names the system that the pipelines beside it read");
            }
            return;
        }
        Optional<SourceSystem> system = new SourceSystemReader(systemFolder, environment, problems).read();
        system.ifPresent(this::add);
        for (Path file : files) {
            system.ifPresentOrElse(known -> readPipeline(file, known), () -> broken.add(baseName(file)));
        }
    }

    private void add(SourceSystem system) {
        SourceSystem first = systems.putIfAbsent(system.name(), system);
        if (first != null) {
            problems.add(
                    system.position(), "the source in " + first.position() + " is called '" + system.name() + "' too");
        }
    }

    private void readPipeline(Path file, SourceSystem system) {
        Problems own = new Problems();
        Optional<Pipeline> read = new PipelineReader(file, system, environment, own).read();
        if (read.isEmpty() || !own.isEmpty()) {
            broken.add(baseName(file));
            read.ifPresent(this::keepPartially);
            problems.addAll(own.all());
            return;
        }
        Pipeline pipeline = read.get();
        Pipeline first = pipelines.putIfAbsent(pipeline.name(), pipeline);
        if (first != null) {
            problems.add(
                    pipeline.position(),
                    "the pipeline in " + first.position() + " is called '" + pipeline.name() + "' too");
        }
    }

    /** A pipeline may read the database of another system, which is known only when all are read. */
    private void checkSources() {
        for (Pipeline pipeline : List.copyOf(pipelines.values())) {
            String source = pipeline.extraction().source();
            SourceSystem system = systems.get(source);
            boolean delivered = pipeline.extraction().reading() instanceof Extraction.Delivered;
            if (system == null) {
                reject(pipeline, "unknown source '" + source + "'" + DidYouMean.hint(source, systems.keySet()));
            } else if (system.database() == null && !delivered) {
                reject(pipeline, "the source '" + source + "' has no database in its source.yaml");
            }
        }
    }

    private void reject(Pipeline pipeline, String message) {
        problems.add(pipeline.extraction().position(), message);
        pipelines.remove(pipeline.name());
        keepPartially(pipeline);
    }

    private void keepPartially(Pipeline pipeline) {
        broken.add(pipeline.name());
        partial.putIfAbsent(pipeline.name(), pipeline);
    }

    private List<Path> list(Path parent, Predicate<Path> wanted) {
        try (Stream<Path> entries = Files.list(parent)) {
            return new ArrayList<>(entries.filter(path -> !baseName(path).startsWith("."))
                    .filter(wanted)
                    .sorted()
                    .toList());
        } catch (IOException e) {
            problems.add(Position.startOf(Documents.name(parent)), "the folder cannot be read");
            return List.of();
        }
    }

    private static boolean isPipelineFile(Path path) {
        String name = path.getFileName().toString();
        return Files.isRegularFile(path)
                && (name.endsWith(".yaml") || name.endsWith(".yml"))
                && !name.equals(SourceSystemReader.FILE);
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
