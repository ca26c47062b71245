package org.fhirriver.connect.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.jdbc.settings.TableId;

/** A task as Connect runs it, step by step. */
final class RunningTask implements AutoCloseable {

    private final JdbcSourceTask task = new JdbcSourceTask();
    private final KeptOffsets offsets;
    private final int sources;
    /** So many empty batches may have been read before the call that looks for new rows. */
    private static final int READ_AHEAD = 3;

    private RunningTask(KeptOffsets offsets, int sources) {
        this.offsets = offsets;
        this.sources = sources;
    }

    /** Starts a task that goes on where the offsets were left; tables are of the schema that the configuration names. */
    static RunningTask start(Map<String, String> configuration, KeptOffsets offsets, TableId... tables) {
        var running = new RunningTask(offsets, Math.max(tables.length, 1));
        var properties = new HashMap<>(configuration);
        properties.putIfAbsent("topic.prefix", "t-");
        properties.putIfAbsent("poll.interval.ms", "0");
        properties.putIfAbsent("connection.backoff.ms", "1");
        properties.put("tables", TableList.write(List.of(tables)));
        running.task.initialize(offsets);
        running.task.start(properties);
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

    /** Polls, and commits what came, until every table was read without a new row. */
    List<SourceRecord> pollAll() {
        var all = new ArrayList<SourceRecord>();
        int quiet = 0;
        while (quiet < sources + READ_AHEAD) {
            List<SourceRecord> records = poll();
            quiet = records.isEmpty() ? quiet + 1 : 0;
            records.forEach(offsets::commit);
            all.addAll(records);
        }
        return all;
    }

    /** A field of every record. */
    static List<Object> field(List<SourceRecord> records, String name) {
        return records.stream()
                .map(record -> ((Struct) record.value()).get(name))
                .toList();
    }

    @Override
    public void close() {
        task.stop();
    }
}
