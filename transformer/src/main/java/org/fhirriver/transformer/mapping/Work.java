package org.fhirriver.transformer.mapping;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.hapi.mapper.RecordMapper.InHand;
import org.fhirriver.messages.ResourceKey;
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
 */
record Work(
        ConsumerRecord<byte[], byte[]> message,
        RunningPipeline pipeline,
        @Nullable String key,
        Map<String, @Nullable Object> values,
        InHand inHand) {

    /** The resources that the record's key tells of. */
    List<ResourceKey> named() {
        return key == null ? List.of() : pipeline.mapper().ids(values);
    }
}
