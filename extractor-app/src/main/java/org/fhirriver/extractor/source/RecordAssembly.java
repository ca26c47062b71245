package org.fhirriver.extractor.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.mapping.record.RecordReading;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/** Makes records of rows: puts their children into them, and gives them the pipeline's names, types and key. */
final class RecordAssembly {

    private final List<ChildLoader> loaders;
    private final RecordReader canonical;

    RecordAssembly(List<ChildLoader> loaders, RecordReader canonical) {
        this.loaders = loaders;
        this.canonical = canonical;
    }

    /** What became of rows. */
    record Assembled(List<SourceRecord> records, List<RefusedRow> refused, long size) {}

    Assembled assemble(List<Row> rows) throws SQLException, TooMuchAtOnceException {
        List<Map<List<String>, Children>> children = new ArrayList<>();
        long size = 0;
        for (ChildLoader loader : loaders) {
            Map<List<String>, Children> loaded = loader.load(rows);
            children.add(loaded);
            size += loaded.values().stream().mapToLong(Children::size).sum();
        }
        List<SourceRecord> records = new ArrayList<>(rows.size());
        List<RefusedRow> refused = new ArrayList<>();
        for (Row row : rows) {
            size += row.size();
            assemble(row, children, records, refused);
        }
        return new Assembled(records, refused, size);
    }

    private void assemble(
            Row row, List<Map<List<String>, Children>> children, List<SourceRecord> records, List<RefusedRow> refused) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
        for (int i = 0; i < loaders.size(); i++) {
            ChildLoader loader = loaders.get(i);
            Children own = children.get(i).getOrDefault(loader.matchOf(row), Children.NONE);
            if (own.isTooMuch()) {
                String cause =
                        "The children '%s' have more than the 16 MiB that a message may have".formatted(loader.name());
                refused.add(new RefusedRow(key(row), Map.of(), cause));
                return;
            }
            values.put(loader.name(), own.rows());
        }
        RecordReading reading = canonical.canonical(values);
        if (reading instanceof RecordReading.CanonicalRecord record) {
            records.add(new SourceRecord(record.key(), record.values()));
        } else if (reading instanceof RecordReading.Refused refusal) {
            refused.add(new RefusedRow(key(row), values, refusal.reason()));
        }
    }

    /** The key of a row in the text of the database's own values. */
    static String key(Row row) {
        return new RecordKey(row.key()).text();
    }
}
