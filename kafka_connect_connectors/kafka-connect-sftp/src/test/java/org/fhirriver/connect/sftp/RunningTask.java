package org.fhirriver.connect.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A task as Connect runs it, step by step. */
final class RunningTask implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SftpCsvSourceTask task = new SftpCsvSourceTask();
    private final KeptOffsets offsets;

    private RunningTask(KeptOffsets offsets) {
        this.offsets = offsets;
    }

    static RunningTask start(Map<String, String> configuration, KeptOffsets offsets) {
        var running = new RunningTask(offsets);
        running.task.initialize(offsets);
        running.task.start(configuration);
        return running;
    }

    /** What one poll gives, without anything being committed. */
    List<SourceRecord> poll() {
        try {
            List<SourceRecord> records = task.poll();
            return records == null ? List.of() : records;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void commit(List<SourceRecord> records) {
        records.forEach(record -> {
            offsets.commit(record);
            task.commitRecord(record, null);
        });
    }

    /** Polls and commits until something holds. */
    List<SourceRecord> pollUntil(BooleanSupplier holds) {
        var all = new ArrayList<SourceRecord>();
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as("records so far: %s", texts(all)).isBefore(end);
            List<SourceRecord> records = poll();
            commit(records);
            all.addAll(records);
        }
        return all;
    }

    /** Polls and commits until there are so many records. */
    List<SourceRecord> pollFor(int count) {
        var all = new ArrayList<SourceRecord>();
        Instant end = Instant.now().plus(PATIENCE);
        while (all.size() < count) {
            assertThat(Instant.now()).as("records so far: %s", texts(all)).isBefore(end);
            List<SourceRecord> records = poll();
            commit(records);
            all.addAll(records);
        }
        return all;
    }

    /** Each row as its values with a bar between, each bad line as its place and problem. */
    static List<String> texts(List<SourceRecord> records) {
        return records.stream().map(RunningTask::text).toList();
    }

    private static String text(SourceRecord record) {
        var value = (Struct) record.value();
        if (record.topic().endsWith(".errors")) {
            String file = value.getString("file");
            return "! " + file.substring(file.lastIndexOf('/') + 1) + ":" + value.getInt64("line") + " "
                    + value.getString("problem");
        }
        var fields = new ArrayList<String>();
        value.schema().fields().forEach(field -> fields.add(String.valueOf(value.get(field))));
        return String.join("|", fields);
    }

    @Override
    public void close() {
        task.stop();
    }
}
