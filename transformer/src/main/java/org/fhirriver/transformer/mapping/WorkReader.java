package org.fhirriver.transformer.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.kit.stage.StageOutput;
import org.fhirriver.mapping.record.RecordReading;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Operation;
import org.fhirriver.messages.RecordKey;
import org.fhirriver.transformer.pipelines.RunningPipeline;
import org.jspecify.annotations.Nullable;

/** Reads messages of record topics, and has what they hold mapped. */
final class WorkReader {

    private WorkReader() {}

    /** Reads a message and begins with it. */
    static Work read(ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline) {
        byte @Nullable [] value = message.value();
        if (value == null || Operation.DELETE.code().equals(StageOutput.header(message, Headers.OPERATION))) {
            return delete(message, pipeline);
        }
        return pipeline.reader()
                .read(value)
                .fold(
                        record -> record(message, pipeline, record),
                        refused -> rejected(message, pipeline, refused.reason()));
    }

    private static Work record(
            ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline, RecordReading.CanonicalRecord record) {
        String key = record.key().text();
        RecordEvent.About about = new RecordEvent.About(
                pipeline.system(),
                pipeline.name(),
                key,
                extractedAt(message),
                Optional.ofNullable(StageOutput.header(message, Headers.BATCH)));
        return new Work(
                message, pipeline, key, record.values(), pipeline.mapper().begin(new Incoming(about, record.values())));
    }

    /** A deleted record has no value that could be mapped: its key tells what is to be deleted. */
    private static Work delete(ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline) {
        Optional<Map<String, @Nullable Object>> columns = keyColumns(message, pipeline);
        if (columns.isEmpty()) {
            return rejected(
                    message,
                    pipeline,
                    message.key() == null
                            ? "The message has neither value nor key"
                            : "The message has no value, and its key is not one of the pipeline");
        }
        Map<String, @Nullable Object> values = columns.get();
        String key = RecordKey.of(
                        pipeline.keyColumns().stream().map(values::get).toList())
                .text();
        Result.Mapped deleted = new Result.Mapped(pipeline.mapper().ids(values).stream()
                .map(ResourceState::deleted)
                .toList());
        return new Work(message, pipeline, key, values, () -> deleted);
    }

    private static Optional<Map<String, @Nullable Object>> keyColumns(
            ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline) {
        byte @Nullable [] key = message.key();
        if (key == null) {
            return message.value() == null ? Optional.empty() : record(pipeline, message.value());
        }
        // Connect's converters write a struct, with or without its schema.
        if (key.length > 0 && key[0] == '{') {
            Optional<Map<String, @Nullable Object>> struct = record(pipeline, key);
            if (struct.isPresent()) {
                return struct;
            }
        }
        return text(key)
                .flatMap(text -> RecordKey.parse(text, pipeline.keyColumns().size()))
                .flatMap(parsed -> columns(pipeline, parsed));
    }

    private static Optional<Map<String, @Nullable Object>> record(RunningPipeline pipeline, byte[] json) {
        return pipeline.reader().read(json).fold(record -> Optional.of(record.values()), refused -> Optional.empty());
    }

    /** The key columns with the types that the pipeline declares. */
    private static Optional<Map<String, @Nullable Object>> columns(RunningPipeline pipeline, RecordKey key) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < pipeline.keyColumns().size(); i++) {
            columns.put(pipeline.keyColumns().get(i), key.parts().get(i));
        }
        return pipeline.reader()
                .canonical(columns)
                .fold(record -> Optional.of(record.values()), refused -> Optional.empty());
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Work rejected(ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline, String cause) {
        Result.Rejected rejected = new Result.Rejected(cause, Optional.empty());
        return new Work(message, pipeline, null, Map.of(), () -> rejected);
    }

    /** Deliverers other than the extractor do not say when they read; the broker knows when it got the message. */
    private static Instant extractedAt(ConsumerRecord<byte[], byte[]> message) {
        String text = StageOutput.header(message, Headers.EXTRACTED_AT);
        if (text != null) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                return Instant.ofEpochMilli(message.timestamp());
            }
        }
        return Instant.ofEpochMilli(message.timestamp());
    }
}
