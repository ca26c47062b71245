package org.fhirriver.extractor.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.source.Chunk;
import org.fhirriver.extractor.source.SourceRecord;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.hapi.pipeline.PipelineMappers;
import org.fhirriver.hapi.validation.ResourceValidator;
import org.fhirriver.mapping.pipeline.Fingerprint;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.source.Problems;

/** Maps records as the transformer would, hooks and mapping servers included, and asks the validator about the result. */
public final class Previews implements AutoCloseable {

    private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final Map<String, RecordMapper> mappers = new HashMap<>();
    private Optional<Fingerprint> compiled = Optional.empty();

    public Previews(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Maps records.
     *
     * @param folder the pipelines as they are now
     * @throws BrokenPipelineException when the pipeline's mapping has problems
     * @throws Unreachable when something that the mapping asks is away
     */
    public synchronized List<PreviewedRecord> of(Pipelines.Folder folder, Pipeline pipeline, Chunk chunk)
            throws Unreachable {
        RecordMapper mapper = mapper(folder, pipeline);
        List<PreviewedRecord> previewed = new ArrayList<>();
        for (SourceRecord record : chunk.records()) {
            previewed.add(preview(mapper, pipeline, record, chunk.readAt()));
        }
        chunk.refused()
                .forEach(row -> previewed.add(new PreviewedRecord(
                        row.key().isEmpty() ? null : row.key(), row.values(), List.of(), row.cause(), null)));
        return previewed;
    }

    private static PreviewedRecord preview(
            RecordMapper mapper, Pipeline pipeline, SourceRecord record, Instant extractedAt) throws Unreachable {
        String key = record.key().text();
        RecordEvent.About about =
                new RecordEvent.About(pipeline.system().name(), pipeline.name(), key, extractedAt, Optional.empty());
        Result result = mapper.map(new Incoming(about, record.values()));
        return result.fold(
                mapped -> new PreviewedRecord(
                        key,
                        record.values(),
                        mapped.resources().stream().map(Previews::preview).toList(),
                        null,
                        null),
                rejected -> new PreviewedRecord(
                        key,
                        record.values(),
                        List.of(),
                        rejected.cause(),
                        rejected.element().orElse(null)));
    }

    private static PreviewedResource preview(ResourceState state) {
        byte[] json = state.json();
        if (json == null) {
            return new PreviewedResource(state.key().toString(), true, null, List.of());
        }
        List<PreviewedResource.Remark> remarks = ResourceValidator.shared().validate(json).stream()
                .map(finding ->
                        new PreviewedResource.Remark(finding.severity().code(), finding.path(), finding.message()))
                .toList();
        return new PreviewedResource(state.key().toString(), false, new String(json, UTF_8), remarks);
    }

    private RecordMapper mapper(Pipelines.Folder folder, Pipeline pipeline) {
        Optional<Fingerprint> wanted = Optional.of(folder.fingerprint());
        if (!compiled.equals(wanted)) {
            close();
            compiled = wanted;
        }
        RecordMapper known = mappers.get(pipeline.name());
        if (known != null) {
            return known;
        }
        Problems problems = new Problems();
        RecordMapper mapper = new PipelineMappers(
                        folder.workspace(), environment, HOOK_TIMEOUT, (name, outcome, time) -> {})
                .of(pipeline, problems)
                .orElseThrow(() -> new BrokenPipelineException(pipeline.name(), problems.all()));
        mappers.put(pipeline.name(), mapper);
        return mapper;
    }

    @Override
    public synchronized void close() {
        mappers.values().forEach(RecordMapper::close);
        mappers.clear();
        compiled = Optional.empty();
    }
}
