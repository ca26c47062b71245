package org.fhirriver.transformer.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.fhirriver.messages.TouchReason;
import org.fhirriver.transformer.pipelines.RunningPipeline;
import org.jspecify.annotations.Nullable;

/** Reads messages of record topics, and has what they hold mapped. */
final class WorkReader {

    private static final String WITHOUT_KEY = "The message has no value, and its key is not one of the pipeline";

    private WorkReader() {}

    /** Reads a message and begins with it. */
    static Work read(ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline) {
        byte @Nullable [] value = message.value();
        if (value == null || Operation.DELETE.code().equals(StageOutput.header(message, Headers.OPERATION))) {
            return isWhole(message, pipeline, Map.of())
                    ? delete(message, pipeline, Optional.empty())
                    : touch(message, pipeline);
        }
        return pipeline.reader()
                .delivered(value)
                .fold(
                        row -> isWhole(message, pipeline, row.record().values())
                                ? record(message, pipeline, row.record())
                                : touch(message, pipeline, row.record().key(), TouchReason.CONNECTOR),
                        deletion -> delete(message, pipeline, deletion.keyColumns()),
                        touched -> incomplete(message, pipeline, touched.key()),
                        refused -> rejected(message, pipeline, refused.reason()));
    }

    /** Only the extractor reads what a query gives; from others a row is a record when it has the query's columns. */
    private static boolean isWhole(
            ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline, Map<String, @Nullable Object> values) {
        return StageOutput.header(message, Headers.OPERATION) != null
                || pipeline.wholeness().isWhole(values.keySet());
    }

    private static Work touch(ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline) {
        return keyColumns(message, pipeline)
                .map(columns -> touch(message, pipeline, keyOf(pipeline, columns), TouchReason.CONNECTOR))
                .orElseGet(() -> rejected(message, pipeline, WITHOUT_KEY));
    }

    private static Work touch(
            ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline, RecordKey key, TouchReason reason) {
        return new Work(message, pipeline, key.text(), Map.of(), () -> new Result.Mapped(List.of()), reason);
    }

    private static Work incomplete(ConsumerRecord<byte[], byte[]> message, RunningPipeline pipeline, RecordKey key) {
        if (pipeline.wholeness().canBeReadAgain()) {
            return touch(message, pipeline, key, TouchReason.INCOMPLETE);
        }
        return rejected(
                message,
                pipeline,
                "The change event does not have all values of the row, and the pipeline names nothing to read them from");
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
    private static Work delete(
            ConsumerRecord<byte[], byte[]> message,
            RunningPipeline pipeline,
            Optional<RecordReading.CanonicalRecord> told) {
        Optional<Map<String, @Nullable Object>> columns =
                told.map(RecordReading.CanonicalRecord::values).or(() -> keyColumns(message, pipeline));
        if (columns.isEmpty()) {
            return rejected(
                    message, pipeline, message.key() == null ? "The message has neither value nor key" : WITHOUT_KEY);
        }
        Map<String, @Nullable Object> values = columns.get();
        String key = keyOf(pipeline, values).text();
        Result.Mapped deleted = new Result.Mapped(pipeline.mapper().ids(values).stream()
                .map(ResourceState::deleted)
                .toList());
        return new Work(message, pipeline, key, values, () -> deleted);
    }

    private static RecordKey keyOf(RunningPipeline pipeline, Map<String, @Nullable Object> columns) {
        return RecordKey.of(pipeline.keyColumns().stream().map(columns::get).toList());
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
