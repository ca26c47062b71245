package org.fhirriver.transformer.pipelines;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fhirriver.hapi.call.CallTimes;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.pipeline.PipelineMappers;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.ResourceRule;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the pipelines of a folder; one that is broken stays what it was. For one thread. */
public final class PipelineLoader {

    private static final Logger log = LoggerFactory.getLogger(PipelineLoader.class);

    private final Path folder;
    private final Map<String, String> environment;
    private final Duration hookTimeout;
    private final CallTimes callTimes;
    private Set<Problem> known = Set.of();

    /**
     * A loader.
     *
     * @param environment what variables in the pipelines' files stand for
     * @param hookTimeout how long a hook may take for a record
     * @param metrics takes the times of mapping calls
     */
    public PipelineLoader(Path folder, Map<String, String> environment, Duration hookTimeout, MeterRegistry metrics) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.hookTimeout = hookTimeout;
        this.callTimes = (pipeline, outcome, time) -> metrics.timer(
                        "river.mapping.call", "pipeline", pipeline, "outcome", outcome)
                .record(time);
    }

    /** Loads all pipelines, says in the log what is wrong with the others, and keeps what was good of these. */
    public RunningPipelines load(RunningPipelines before) {
        Workspace workspace = Workspace.read(folder, environment);
        PipelineMappers mappers = new PipelineMappers(workspace, environment, hookTimeout, callTimes);
        Problems problems = new Problems();
        problems.addAll(workspace.problems());
        Map<String, RunningPipeline> consumed = new LinkedHashMap<>();
        for (Pipeline pipeline : workspace.pipelines().values()) {
            mappers.of(pipeline, problems)
                    .ifPresent(mapper -> consumed.put(pipeline.name(), running(pipeline, mapper)));
        }
        Map<String, RunningPipeline> kept = kept(before, consumed);
        report(problems, consumed.keySet(), kept.keySet());
        consumed.putAll(kept);
        Map<String, RunningPipeline> retired = new LinkedHashMap<>(before.all());
        retired.keySet().removeAll(consumed.keySet());
        return new RunningPipelines(consumed, retired);
    }

    /** Those whose file is still there and could not be loaded. */
    private static Map<String, RunningPipeline> kept(RunningPipelines before, Map<String, RunningPipeline> loaded) {
        Set<Path> files = loaded.values().stream().map(RunningPipeline::file).collect(Collectors.toSet());
        Map<String, RunningPipeline> kept = new LinkedHashMap<>();
        before.consumed().forEach((name, pipeline) -> {
            if (!loaded.containsKey(name) && !files.contains(pipeline.file()) && Files.exists(pipeline.file())) {
                kept.put(name, pipeline);
            }
        });
        return kept;
    }

    private static RunningPipeline running(Pipeline pipeline, RecordMapper mapper) {
        return new RunningPipeline(
                pipeline.name(),
                pipeline.system().name(),
                pipeline.file(),
                pipeline.key(),
                new RecordReader(pipeline),
                Wholeness.of(pipeline),
                mapper,
                pipeline.resources().stream()
                        .map(ResourceRule::resourceType)
                        .distinct()
                        .toList());
    }

    /** Each problem is told once, however often files are saved before it is mended. */
    private void report(Problems problems, Set<String> loaded, Set<String> kept) {
        problems.all().stream()
                .filter(problem -> !known.contains(problem))
                .forEach(problem -> log.error("{}", problem));
        known = Set.copyOf(problems.all());
        log.info("Loaded {} pipelines from {}", loaded.size(), folder);
        kept.forEach(name -> log.warn("{} stays as it was until its files are mended", name));
    }
}
