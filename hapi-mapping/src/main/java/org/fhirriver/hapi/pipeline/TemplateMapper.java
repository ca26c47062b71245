package org.fhirriver.hapi.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.mapping.engine.CompiledPipeline;
import org.fhirriver.mapping.engine.MappedResource;
import org.fhirriver.mapping.engine.MappingContext;
import org.fhirriver.mapping.engine.Outcome;
import org.fhirriver.messages.ResourceKey;
import org.jspecify.annotations.Nullable;

/** The templates of a pipeline; HAPI has no part in it. */
final class TemplateMapper implements RecordMapper {

    private final CompiledPipeline pipeline;

    TemplateMapper(CompiledPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Result map(Incoming record) {
        return pipeline.map(record.values(), new MappingContext(record.about().extractedAt()))
                .fold(TemplateMapper::mapped, TemplateMapper::rejected);
    }

    @Override
    public boolean mapsAhead() {
        return true;
    }

    @Override
    public List<ResourceKey> ids(Map<String, @Nullable Object> keyColumns) {
        return pipeline.ids(keyColumns);
    }

    @Override
    public boolean idsFollowFromTheKey() {
        return pipeline.idsFollowFromTheKey();
    }

    private static Result mapped(Outcome.Mapped outcome) {
        List<MappedResource> resources = outcome.resources();
        if (resources.size() == 1) {
            return new Result.Mapped(List.of(state(resources.get(0))));
        }
        List<ResourceState> states = new ArrayList<>(resources.size());
        resources.forEach(resource -> states.add(state(resource)));
        return new Result.Mapped(states);
    }

    private static ResourceState state(MappedResource resource) {
        return resource instanceof MappedResource.Written written
                ? ResourceState.written(written.key(), written.json())
                : ResourceState.deleted(resource.key());
    }

    private static Result rejected(Outcome.Rejected outcome) {
        return new Result.Rejected(
                "%s: %s [%s]".formatted(outcome.elementPath(), outcome.cause(), outcome.position()),
                Optional.of(outcome.elementPath()));
    }
}
