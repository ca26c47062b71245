package org.fhirriver.transformer.mapping;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.RecordMapper.InHand;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.messages.ResourceKey;
import org.fhirriver.messages.TouchReason;
import org.fhirriver.transformer.pipelines.RunningPipeline;
import org.jspecify.annotations.Nullable;

/**
 * A message that has been read and is being mapped.
 *
 * @param message the message as it came
 * @param pipeline the pipeline that it belongs to
 * @param key the record's key in canonical text; null when the message does not tell it
 * @param values the record, or its key columns when it is deleted
 * @param inHand what comes of it
 * @param touch why the record has to be read from its source in place of being mapped; null when it is mapped
 */
record Work(
        ConsumerRecord<byte[], byte[]> message,
        RunningPipeline pipeline,
        @Nullable String key,
        Map<String, @Nullable Object> values,
        InHand inHand,
        @Nullable TouchReason touch) {

    /** A message that is mapped. */
    Work(
            ConsumerRecord<byte[], byte[]> message,
            RunningPipeline pipeline,
            @Nullable String key,
            Map<String, @Nullable Object> values,
            InHand inHand) {
        this(message, pipeline, key, values, inHand, null);
    }

    /** The same with what comes of it. */
    Work mapped() throws Unreachable {
        Result result = inHand.result();
        return new Work(message, pipeline, key, values, () -> result, touch);
    }

    /** The resources that the record's key tells of. */
    List<ResourceKey> named() {
        return key == null ? List.of() : pipeline.mapper().ids(values);
    }
}
