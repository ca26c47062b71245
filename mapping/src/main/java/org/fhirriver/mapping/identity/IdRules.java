package org.fhirriver.mapping.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.ResourceRule;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problems;

/** The id rules of all resources, by what {@code reference()} calls them: {@code pipeline/Resource} or the pipeline. */
public final class IdRules {

    private final Map<String, IdRule> byTarget;
    private final Set<String> broken;
    private final Map<String, List<IdRule>> byPipeline;

    private IdRules(Map<String, IdRule> byTarget, Map<String, List<IdRule>> byPipeline, Set<String> broken) {
        this.byTarget = byTarget;
        this.byPipeline = byPipeline;
        this.broken = broken;
    }

    /**
     * The rules of a workspace.
     *
     * @param fhirPath with the functions that {@code id} expressions may call
     * @param problems where problems of {@code id} expressions are noted
     */
    public static IdRules of(Workspace workspace, FhirPath fhirPath, Problems problems) {
        Map<String, IdRule> byTarget = new LinkedHashMap<>();
        Map<String, List<IdRule>> byPipeline = new LinkedHashMap<>();
        for (Pipeline pipeline : workspace.pipelines().values()) {
            List<IdRule> rules = new ArrayList<>();
            for (ResourceRule resource : pipeline.resources()) {
                IdRule rule = IdRule.of(pipeline, resource, fhirPath, problems);
                rules.add(rule);
                byTarget.putIfAbsent(pipeline.name(), rule);
                byTarget.put(pipeline.name() + "/" + resource.name(), rule);
            }
            byPipeline.put(pipeline.name(), List.copyOf(rules));
        }
        return new IdRules(byTarget, byPipeline, workspace.broken());
    }

    /** The rule of a pipeline's first resource, or of the resource that a target such as {@code visits/Encounter} names. */
    public Optional<IdRule> find(String target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    /** Whether the target's pipeline exists, although its file has problems of form. */
    public boolean isBroken(String target) {
        int slash = target.indexOf('/');
        return broken.contains(slash < 0 ? target : target.substring(0, slash));
    }

    /** All targets. */
    public Set<String> targets() {
        return Collections.unmodifiableSet(byTarget.keySet());
    }

    /** The rules of a pipeline's resources, in its order. */
    public List<IdRule> of(Pipeline pipeline) {
        return byPipeline.getOrDefault(pipeline.name(), List.of());
    }
}
