package org.fhirriver.extractor.pipelines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fhirriver.extractor.source.RecordSource;
import org.fhirriver.extractor.source.SourceDatabase;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.kit.settings.Secret;
import org.fhirriver.mapping.pipeline.Database;
import org.fhirriver.mapping.pipeline.Fingerprint;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.SourceSystem;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipelines of a folder and the databases that they read, always as the folder says: a saved file takes effect with
 * the next request. A pipeline whose file is broken keeps its last good form until it is mended or removed.
 */
public final class Pipelines implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Pipelines.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Path path;
    private final Map<String, String> environment;
    private final Clock clock;
    private final Map<String, OpenDatabase> databases = new HashMap<>();
    private Map<String, Pipeline> pipelines = new TreeMap<>();
    private Map<String, SourceSystem> systems = Map.of();
    private Optional<Folder> read = Optional.empty();
    private Instant lookedAt = Instant.MIN;

    /**
     * The folder as it was read.
     *
     * @param fingerprint another one as soon as a file in it is saved
     */
    public record Folder(Fingerprint fingerprint, Workspace workspace) {}

    private record OpenDatabase(Database description, SourceDatabase database) {}

    /**
     * The pipelines of a folder.
     *
     * @param environment what variables in the descriptions of databases stand for
     */
    public Pipelines(Path folder, Map<String, String> environment, Clock clock) {
        this.path = folder;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    /** The folder as it stands now. */
    public synchronized Folder folder() {
        refresh();
        return read.orElseThrow(() -> new IllegalStateException("The folder is read at the first look"));
    }

    /** All pipelines, in the order of their names. */
    public synchronized Collection<Pipeline> all() {
        refresh();
        return List.copyOf(pipelines.values());
    }

    /**
     * The pipeline of a name.
     *
     * @throws UnknownPipelineException when there is none
     */
    public synchronized Pipeline pipeline(String name) {
        refresh();
        Pipeline pipeline = pipelines.get(name);
        if (pipeline == null) {
            throw new UnknownPipelineException(name, pipelines.keySet());
        }
        return pipeline;
    }

    /** The records of a pipeline in its database, as that is described now. */
    public synchronized RecordSource records(Pipeline pipeline) throws SourceException {
        return new RecordSource(database(pipeline.extraction().source()), pipeline, clock);
    }

    private SourceDatabase database(String source) throws SourceException {
        SourceSystem system = systems.get(source);
        Database description = system == null ? null : system.database();
        if (description == null) {
            throw new SourceException.Refused("The source '%s' names no database".formatted(source));
        }
        if (!description.unresolved().isEmpty()) {
            throw new SourceException.Refused("The database of '%s' is not known here: %s"
                    .formatted(source, description.unresolved().get(0).message()));
        }
        OpenDatabase open = databases.get(source);
        if (open != null && open.description().equals(description)) {
            return open.database();
        }
        SourceDatabase database =
                SourceDatabase.at(source, description.url(), description.user(), new Secret(description.password()));
        databases.put(source, new OpenDatabase(description, database));
        if (open != null) {
            open.database().close();
        }
        return database;
    }

    private void refresh() {
        Instant now = clock.instant();
        if (now.isBefore(lookedAt.plus(LOOK_EVERY))) {
            return;
        }
        lookedAt = now;
        Fingerprint seen = Fingerprint.of(path);
        if (read.isPresent() && read.get().fingerprint().equals(seen)) {
            return;
        }
        Workspace found = Workspace.read(path, environment);
        read = Optional.of(new Folder(seen, found));
        take(found);
    }

    private void take(Workspace found) {
        Map<String, Pipeline> fresh = new TreeMap<>(found.pipelines());
        Map<String, SourceSystem> freshSystems = new HashMap<>(found.systems());
        Set<Path> good = new HashSet<>();
        fresh.values().forEach(pipeline -> good.add(pipeline.file()));
        pipelines.forEach((name, pipeline) -> {
            boolean broken = !good.contains(pipeline.file()) && Files.exists(pipeline.file());
            if (broken && fresh.putIfAbsent(name, pipeline) == null) {
                String source = pipeline.extraction().source();
                Optional.ofNullable(systems.get(source)).ifPresent(system -> freshSystems.putIfAbsent(source, system));
            }
        });
        pipelines = fresh;
        systems = Map.copyOf(freshSystems);
        log.info("{} pipelines are known: {}", fresh.size(), fresh.keySet());
        for (Problem problem : found.problems()) {
            log.warn("{}", problem);
        }
    }

    @Override
    public synchronized void close() {
        databases.values().forEach(open -> open.database().close());
        databases.clear();
    }
}
