package org.fhirriver.mapping.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.mapping.fpml.ExpressionCompiler;
import org.fhirriver.mapping.identity.IdRule;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.ResourceRule;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.typed.ReferenceTypes;
import org.fhirriver.mapping.typed.Rejection;
import org.fhirriver.mapping.value.JsonBuffer;
import org.fhirriver.mapping.value.ValueWriters;
import org.fhirriver.messages.ResourceKey;

/** A pipeline whose templates are compiled and checked; for any number of threads. */
public final class CompiledPipeline {

    private final Pipeline pipeline;
    private final List<CompiledResource> resources;
    private final ConcurrentLinkedQueue<JsonBuffer> buffers = new ConcurrentLinkedQueue<>();

    private CompiledPipeline(Pipeline pipeline, List<CompiledResource> resources) {
        this.pipeline = pipeline;
        this.resources = List.copyOf(resources);
    }

    /**
     * Compiles the resources of a pipeline; empty when there are problems, all of which are noted.
     *
     * @param fhirPath with all functions that expressions may call
     * @param referenceTypes what calls of {@code reference()} refer to
     */
    public static Optional<CompiledPipeline> compile(
            Pipeline pipeline, FhirPath fhirPath, ReferenceTypes referenceTypes, Problems problems) {
        ExpressionCompiler expressions = new ExpressionCompiler(fhirPath);
        return compile(pipeline, expressions, expressions, referenceTypes, problems);
    }

    /** The same, where id rules may not call all functions, and both tell which columns they read. */
    static Optional<CompiledPipeline> compile(
            Pipeline pipeline,
            ExpressionCompiler expressions,
            ExpressionCompiler ids,
            ReferenceTypes referenceTypes,
            Problems problems) {
        int before = problems.size();
        ValueWriters writers = new ValueWriters(pipeline.zone());
        List<CompiledResource> resources = new ArrayList<>();
        for (ResourceRule rule : pipeline.resources()) {
            IdRule id = IdRule.of(pipeline, rule, ids, problems);
            CompiledResource.compile(rule, id, expressions, referenceTypes, writers, problems)
                    .ifPresent(resources::add);
        }
        return problems.size() == before ? Optional.of(new CompiledPipeline(pipeline, resources)) : Optional.empty();
    }

    /** The pipeline as it is written. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** The resources that a record becomes: all of them, or a reason why it becomes none. */
    public Outcome map(Map<String, ?> record, MappingContext context) {
        Evaluation evaluation = Evaluation.of(record).at(context.extractedAt(), pipeline.zone());
        JsonBuffer known = buffers.poll();
        JsonBuffer buffer = known == null ? new JsonBuffer() : known;
        try {
            if (resources.size() == 1) {
                return new Outcome.Mapped(List.of(resources.get(0).map(record, evaluation, buffer)));
            }
            List<MappedResource> mapped = new ArrayList<>(resources.size());
            for (CompiledResource resource : resources) {
                MappedResource next = resource.map(record, evaluation, buffer);
                for (MappedResource other : mapped) {
                    if (areOne(other, next)) {
                        throw resource.rejection("another resource of the record has the same id");
                    }
                }
                mapped.add(next);
            }
            return new Outcome.Mapped(mapped);
        } catch (Rejection e) {
            return rejected(e);
        } finally {
            buffer.clear();
            buffers.offer(buffer);
        }
    }

    private static boolean areOne(MappedResource one, MappedResource other) {
        return one instanceof MappedResource.Written
                && other instanceof MappedResource.Written
                && one.key().equals(other.key());
    }

    /** The types and ids of all resources that a record stands for, as when it is deleted; none where it has no key. */
    public List<ResourceKey> ids(Map<String, ?> record) {
        Evaluation evaluation = Evaluation.of(record).at(Instant.EPOCH, pipeline.zone());
        try {
            return resources.stream()
                    .map(resource -> resource.key(record, evaluation))
                    .toList();
        } catch (Rejection e) {
            return List.of();
        }
    }

    /** Whether {@link #ids} tells all resources from the key columns alone. */
    public boolean idsFollowFromTheKey() {
        return resources.stream().allMatch(resource -> resource.idFollowsFrom(pipeline.key()));
    }

    private static Outcome rejected(Rejection e) {
        return new Outcome.Rejected(e.reason(), e.element(), e.position().toString());
    }
}
