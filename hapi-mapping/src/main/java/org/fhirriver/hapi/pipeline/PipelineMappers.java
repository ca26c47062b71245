package org.fhirriver.hapi.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.hapi.call.CallMapper;
import org.fhirriver.hapi.call.CallTimes;
import org.fhirriver.hapi.hooks.Hook;
import org.fhirriver.hapi.hooks.HookBrokenException;
import org.fhirriver.hapi.hooks.HookCompiler;
import org.fhirriver.hapi.hooks.HookedMapper;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.structuremap.StructureMapMapper;
import org.fhirriver.hapi.validation.ResourceValidator;
import org.fhirriver.hapi.validation.ValidatingMapper;
import org.fhirriver.mapping.engine.CompiledPipeline;
import org.fhirriver.mapping.engine.PipelineCompiler;
import org.fhirriver.mapping.pipeline.OtherMapping;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.Validation;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problems;

/** Loads the pipelines of a workspace, with everything that they name; for one thread. */
public final class PipelineMappers {

    private final Duration hookTimeout;
    private final CallTimes callTimes;
    private final PipelineCompiler compiler;

    /**
     * The pipelines of a workspace as it was read.
     *
     * @param environment what functions know of the process's environment
     * @param hookTimeout how long a hook may take for a record
     */
    public PipelineMappers(
            Workspace workspace, Map<String, String> environment, Duration hookTimeout, CallTimes callTimes) {
        this.hookTimeout = hookTimeout;
        this.callTimes = callTimes;
        this.compiler = new PipelineCompiler(workspace, environment);
    }

    /** What maps a pipeline's records; empty when there are problems, all of which are noted. */
    public Optional<RecordMapper> of(Pipeline pipeline, Problems problems) {
        Optional<CompiledPipeline> templates = compiler.compile(pipeline, problems);
        Optional<RecordMapper> other = other(pipeline, problems);
        Optional<Hook> hook = hook(pipeline, problems);
        boolean whole = templates.isPresent()
                && other.isPresent() == (pipeline.other() != null)
                && hook.isPresent() == (pipeline.hook() != null);
        if (!whole) {
            hook.ifPresent(Hook::close);
            other.ifPresent(RecordMapper::close);
            return Optional.empty();
        }
        RecordMapper mapper = new TemplateMapper(templates.get());
        if (other.isPresent()) {
            mapper = pipeline.resources().isEmpty() ? other.get() : new CombinedMapper(mapper, other.get());
        }
        if (hook.isPresent()) {
            mapper = new HookedMapper(mapper, hook.get(), hookTimeout);
        }
        return Optional.of(validated(pipeline.validation(), mapper));
    }

    private Optional<RecordMapper> other(Pipeline pipeline, Problems problems) {
        OtherMapping other = pipeline.other();
        if (other instanceof OtherMapping.Call call) {
            problems.addAll(call.unresolved());
            return call.unresolved().isEmpty()
                    ? Optional.of(new CallMapper(pipeline.name(), call, callTimes))
                    : Optional.empty();
        }
        return other instanceof OtherMapping.StructureMap map
                ? StructureMapMapper.load(map.file(), pipeline.zone(), problems)
                : Optional.empty();
    }

    private static Optional<Hook> hook(Pipeline pipeline, Problems problems) {
        if (pipeline.hook() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HookCompiler().compile(pipeline.hook()));
        } catch (HookBrokenException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static RecordMapper validated(Validation validation, RecordMapper mapper) {
        return switch (validation) {
            case OFF -> mapper;
            case WARN -> ValidatingMapper.warning(mapper, ResourceValidator.shared());
            case REJECT -> ValidatingMapper.rejecting(mapper, ResourceValidator.shared());
        };
    }
}
