package org.fhirriver.mapping.pipeline;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.mapping.source.Problem;

/**
 * Everything in a folder of pipelines: one sub-folder a source system.
 *
 * @param folder the folder
 * @param systems by name
 * @param pipelines the pipelines whose files could be read, by name
 * @param partial what could be read of pipelines whose files have problems of form, by name: a reference to them can
 *     still be computed, if their key and resources are known
 * @param broken names of pipelines whose files have problems of form, and of the files themselves
 * @param problems all problems of form, in reading order; what a template says is checked when it is compiled
 */
public record Workspace(
        Path folder,
        Map<String, SourceSystem> systems,
        Map<String, Pipeline> pipelines,
        Map<String, Pipeline> partial,
        Set<String> broken,
        List<Problem> problems) {

    public Workspace {
        systems = Collections.unmodifiableMap(new LinkedHashMap<>(systems));
        pipelines = Collections.unmodifiableMap(new LinkedHashMap<>(pipelines));
        partial = Map.copyOf(partial);
        broken = Set.copyOf(broken);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a folder; bad files become problems and leave the others alone.
     *
     * @param folder the folder of systems, or the folder of one system
     * @param environment what {@code ${VARIABLE}} in a {@code source.yaml} stands for
     */
    public static Workspace read(Path folder, Map<String, String> environment) {
        return new WorkspaceReader(folder, environment).read();
    }

    /** The pipeline of a name. */
    public Optional<Pipeline> pipeline(String name) {
        return Optional.ofNullable(pipelines.get(name));
    }

    /** What is known of a pipeline, even when its file has problems. */
    public Optional<Pipeline> definition(String name) {
        return pipeline(name).or(() -> Optional.ofNullable(partial.get(name)));
    }
}
