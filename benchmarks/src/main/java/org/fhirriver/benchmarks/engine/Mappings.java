package org.fhirriver.benchmarks.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.mapping.engine.CompiledPipeline;
import org.fhirriver.mapping.engine.MappedResource;
import org.fhirriver.mapping.engine.MappingContext;
import org.fhirriver.mapping.engine.Outcome;
import org.fhirriver.mapping.engine.PipelineCompiler;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.mapping.source.Problems;

/** The pipelines that are measured, compiled as a service compiles them. */
final class Mappings {

    /** Where the pipelines stand; a folder. */
    static final String FOLDER = "bench.pipelines";

    static final Instant EXTRACTED_AT = Instant.parse("2026-01-01T00:00:00Z");

    private final Workspace workspace;
    private final PipelineCompiler compiler;
    private final Problems problems = new Problems();

    Mappings() {
        this(Path.of(System.getProperty(FOLDER, "benchmarks/pipelines")));
    }

    Mappings(Path folder) {
        workspace = Workspace.read(folder, Map.of());
        compiler = new PipelineCompiler(workspace, Map.of());
        problems.addAll(workspace.problems());
    }

    /** The way of one record through a pipeline, from its bytes to the resource's. */
    final class Mapping {

        private final RecordReader reader;
        private final CompiledPipeline pipeline;

        private Mapping(Pipeline definition) {
            reader = new RecordReader(definition);
            pipeline = checked(compiler.compile(definition, problems));
        }

        byte[] map(byte[] record) {
            Outcome outcome = reader.read(record)
                    .fold(
                            canonical -> pipeline.map(canonical.values(), new MappingContext(EXTRACTED_AT)),
                            refused -> new Outcome.Rejected(refused.reason(), "", ""));
            List<MappedResource> resources =
                    outcome.fold(Outcome.Mapped::resources, rejected -> List.<MappedResource>of());
            if (resources.size() == 1 && resources.get(0) instanceof MappedResource.Written written) {
                return written.json();
            }
            throw new IllegalStateException("A record did not become one resource: " + outcome);
        }
    }

    Mapping of(String pipeline) {
        return new Mapping(definition(pipeline));
    }

    Pipeline definition(String pipeline) {
        return checked(workspace.pipeline(pipeline));
    }

    private <T> T checked(Optional<T> made) {
        return made.orElseThrow(() -> new IllegalStateException(
                problems.all().isEmpty() ? "No such pipeline" : problems.all().toString()));
    }
}
