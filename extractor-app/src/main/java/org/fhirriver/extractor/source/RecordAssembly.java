package org.fhirriver.extractor.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fhirriver.mapping.record.ColumnNames;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.mapping.record.RecordReading;
import org.fhirriver.mapping.record.RowForm;
import org.fhirriver.mapping.record.RowValues;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/** Makes records of rows: puts their children into them, and gives them the pipeline's names, types and key. */
final class RecordAssembly {

    private final List<ChildLoader> loaders;
    private final RecordReader canonical;
    private @Nullable Shape shape;

    RecordAssembly(List<ChildLoader> loaders, RecordReader canonical) {
        this.loaders = loaders;
        this.canonical = canonical;
    }

    /** What became of rows. */
    record Assembled(List<SourceRecord> records, List<RefusedRow> refused, long size) {}

    /** Whether records have children. */
    boolean hasChildren() {
        return !loaders.isEmpty();
    }

    /** Reads the children of rows, list by list. */
    List<ChildLoader.Loaded> load(List<Row> rows) throws SQLException, TooMuchAtOnceException {
        List<ChildLoader.Loaded> loaded = new ArrayList<>(loaders.size());
        for (ChildLoader loader : loaders) {
            loaded.add(loader.load(rows));
        }
        return loaded;
    }

    /** Makes records of rows and what {@link #load} has read for them. */
    Assembled assemble(List<Row> rows, List<ChildLoader.Loaded> children) {
        long size = children.stream().mapToLong(ChildLoader.Loaded::size).sum();
        List<SourceRecord> records = new ArrayList<>(rows.size());
        List<RefusedRow> refused = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            size += row.size();
            List<Children> own = new ArrayList<>(children.size());
            for (ChildLoader.Loaded loaded : children) {
                own.add(loaded.ofRows().get(i));
            }
            assemble(row, own, records, refused);
        }
        return new Assembled(records, refused, size);
    }

    private void assemble(Row row, List<Children> children, List<SourceRecord> records, List<RefusedRow> refused) {
        Shape shape = shapeOf(row.values().names());
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).isTooMuch()) {
                String cause = "The children '%s' have more than the 16 MiB that a message may have"
                        .formatted(loaders.get(i).name());
                refused.add(new RefusedRow(key(row), Map.of(), cause));
                return;
            }
        }
        RowValues values = shape.with(row.values(), children);
        RecordReading reading = shape.form().canonical(values);
        if (reading instanceof RecordReading.CanonicalRecord record) {
            records.add(new SourceRecord(record.key(), record.values()));
        } else if (reading instanceof RecordReading.Refused refusal) {
            refused.add(new RefusedRow(key(row), values, refusal.reason()));
        }
    }

    /** All rows of a result have the same one. */
    private Shape shapeOf(ColumnNames columns) {
        Shape known = shape;
        if (known == null || known.columns() != columns) {
            ColumnNames all = loaders.isEmpty()
                    ? columns
                    : columns.with(loaders.stream().map(ChildLoader::name).toList());
            int[] places = loaders.stream()
                    .mapToInt(loader -> all.place(loader.name()))
                    .toArray();
            known = new Shape(columns, all, places, canonical.form(all));
            shape = known;
        }
        return known;
    }

    /**
     * What follows from the columns of rows.
     *
     * @param all the columns and the children's names
     * @param places where the children are among them
     */
    private record Shape(ColumnNames columns, ColumnNames all, int[] places, RowForm form) {

        RowValues with(RowValues row, List<Children> children) {
            if (children.isEmpty()) {
                return row;
            }
            @Nullable Object[] values = row.copy(all.size());
            for (int i = 0; i < places.length; i++) {
                values[places[i]] = children.get(i).rows();
            }
            return new RowValues(all, values);
        }
    }

    /** The key of a row in the text of the database's own values. */
    static String key(Row row) {
        return new RecordKey(row.key()).text();
    }
}
