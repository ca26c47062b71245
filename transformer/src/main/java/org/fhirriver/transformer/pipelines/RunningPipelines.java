package org.fhirriver.transformer.pipelines;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;
import org.jspecify.annotations.Nullable;

/** All pipelines as they run at one time. */
public final class RunningPipelines {

    /** No pipeline at all. */
    public static final RunningPipelines NONE = new RunningPipelines(Map.of(), Map.of());

    private final Map<String, RunningPipeline> consumed;
    private final Map<String, RunningPipeline> retired;
    private final Pattern topics;

    /**
     * Pipelines.
     *
     * @param consumed those whose topics are consumed, by name
     * @param retired those whose files are gone, by name: messages that were fetched before are still theirs
     */
    RunningPipelines(Map<String, RunningPipeline> consumed, Map<String, RunningPipeline> retired) {
        this.consumed = Map.copyOf(consumed);
        this.retired = Map.copyOf(retired);
        this.topics = Pattern.compile(
                consumed.isEmpty()
                        ? "(?!)"
                        : consumed.keySet().stream()
                                .sorted()
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|")));
    }

    /** The pipeline whose records stand in a topic; null when there was never one. */
    public @Nullable RunningPipeline of(String topic) {
        RunningPipeline pipeline = consumed.get(topic);
        return pipeline == null ? retired.get(topic) : pipeline;
    }

    /** The record topics. */
    public Pattern topics() {
        return topics;
    }

    /** Every topic that can be told in advance: those of records, of resources, of outputs, and the stage's own. */
    public Set<String> allTopics() {
        Set<String> all = new TreeSet<>(Set.of(Topics.LEDGER, Topics.dead(Stage.TRANSFORMER)));
        consumed.values().forEach(pipeline -> {
            all.add(pipeline.name());
            pipeline.resourceTypes().forEach(type -> all.add(Topics.fhir(type)));
            if (!pipeline.mapper().idsFollowFromTheKey()) {
                all.add(Topics.outputs(pipeline.name()));
            }
        });
        return all;
    }

    /** Those whose topics are consumed, by name. */
    Map<String, RunningPipeline> consumed() {
        return consumed;
    }

    /** Every pipeline, those whose files are gone among them. */
    Map<String, RunningPipeline> all() {
        Map<String, RunningPipeline> all = new TreeMap<>(retired);
        all.putAll(consumed);
        return all;
    }
}
