package org.fhirriver.transformer.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.kit.stage.Rejection;
import org.fhirriver.kit.stage.StageOutput;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.ResourceKey;
import org.fhirriver.messages.Topics;
import org.fhirriver.messages.TouchReason;
import org.fhirriver.transformer.outputs.Outputs;

/** Writes what came of a record: the states of its resources and what has vanished, or a dead letter. */
final class Publisher {

    /** A dead letter names so many of the resources that it leaves stale; more would not fit into its headers. */
    private static final int MOST_STALE = 500;

    /** The outputs of a record are one message. */
    private static final int MOST_RESOURCES = 100_000;

    private final Outputs outputs;

    Publisher(Outputs outputs) {
        this.outputs = outputs;
    }

    void publish(Work work, Result result, StageOutput output) {
        String unfit = result.fold(mapped -> publishMapped(work, mapped, output), rejected -> {
            reject(work, rejected.cause(), rejected.element(), output);
            return "";
        });
        if (!unfit.isEmpty()) {
            reject(work, unfit, Optional.empty(), output);
        }
    }

    /** Has the record read from its source, which only the extractor can. */
    void touch(Work work, StageOutput output) {
        String key = work.key();
        TouchReason reason = work.touch();
        if (key == null || reason == null) {
            throw new IllegalStateException("A record without a key was touched");
        }
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.TOUCHED_BY, reason.code().getBytes(UTF_8));
        String topic = Topics.touched(work.pipeline().name());
        output.send(new ProducerRecord<>(topic, null, null, key.getBytes(UTF_8), null, headers));
    }

    /** Writes all states or, when one of them cannot be written, none, and says why. */
    private String publishMapped(Work work, Result.Mapped mapped, StageOutput output) {
        String key = work.key();
        if (key == null) {
            throw new IllegalStateException("A record without a key was mapped");
        }
        FhirMessages messages = new FhirMessages(work.message(), work.pipeline().name(), key);
        List<ResourceState> states = mapped.resources();
        boolean tracked = !work.pipeline().mapper().idsFollowFromTheKey();
        if (tracked) {
            states = withVanished(work, key, states);
        }
        for (ResourceState state : states) {
            if (!messages.fits(state)) {
                return "The %s that it becomes is too large for a message (16 MiB with key and headers)"
                        .formatted(state.key().type());
            }
        }
        if (states.size() > MOST_RESOURCES) {
            return "It becomes %d resources, and %d are the most".formatted(states.size(), MOST_RESOURCES);
        }
        states.forEach(state -> output.send(messages.message(state)));
        if (tracked) {
            outputs.write(partition(work), key, existing(states), output);
        }
        output.count(work.message(), work.pipeline().name(), Count.MAPPED, 1);
        output.count(work.message(), work.pipeline().name(), Count.PUBLISHED, states.size());
        return "";
    }

    /** The states, and a delete for each resource that the record was before and no longer tells anything of. */
    private List<ResourceState> withVanished(Work work, String key, List<ResourceState> states) {
        Map<ResourceKey, ResourceState> all = new LinkedHashMap<>();
        states.forEach(state -> all.put(state.key(), state));
        outputs.of(partition(work), key).forEach(before -> all.computeIfAbsent(before, ResourceState::deleted));
        return new ArrayList<>(all.values());
    }

    private void reject(Work work, String cause, Optional<String> element, StageOutput output) {
        Set<ResourceKey> stale = new LinkedHashSet<>(work.named());
        String key = work.key();
        if (key != null && !work.pipeline().mapper().idsFollowFromTheKey()) {
            stale.addAll(outputs.of(partition(work), key));
        }
        output.reject(
                work.message(),
                new Rejection(
                        cause,
                        Optional.of(work.pipeline().name()),
                        element,
                        stale.stream().limit(MOST_STALE).toList()));
    }

    private static List<ResourceKey> existing(List<ResourceState> states) {
        return states.stream()
                .filter(state -> state.json() != null)
                .map(ResourceState::key)
                .toList();
    }

    private static TopicPartition partition(Work work) {
        return new TopicPartition(work.message().topic(), work.message().partition());
    }
}
