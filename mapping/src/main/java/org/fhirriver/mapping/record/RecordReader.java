package org.fhirriver.mapping.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * Brings what stands in a pipeline's record topic to the canonical form.
 *
 * <p>It reads a plain JSON object, Kafka Connect's JSON with its {@code schema} and {@code payload}, and change events in
 * Debezium's envelope. Columns get
 * the names that the pipeline declares, whatever their case, and the others lower case. Safe for use by many threads.
 */
public final class RecordReader {

    private final List<String> key;
    private final Map<String, String> declaredNames = new HashMap<>();
    private final Map<String, ColumnType> types;
    private final Set<String> children;

    public RecordReader(Pipeline pipeline) {
        this(pipeline.key(), pipeline.extraction());
    }

    RecordReader(List<String> key, Extraction extraction) {
        this.key = List.copyOf(key);
        this.types = extraction.columns();
        this.children = extraction.children().stream()
                .map(Extraction.Child::name)
                .collect(Collectors.toCollection(TreeSet::new));
        extraction.declaredNames(key).forEach(name -> declaredNames.put(name.toLowerCase(Locale.ROOT), name));
    }

    /** Reads the bytes of a message's value that is a record. */
    public RecordReading read(byte[] json) {
        return delivered(json)
                .fold(
                        Delivery.Row::record,
                        deletion -> new RecordReading.Refused("The message tells of a deletion; it has no record"),
                        touch -> new RecordReading.Refused("The message has only a part of the record"),
                        refused -> new RecordReading.Refused(refused.reason()));
    }

    /** Reads the bytes of a message's value: a record, or a change event. */
    public Delivery delivered(byte[] json) {
        try {
            Map<String, @Nullable Object> object = JsonValues.object(json);
            Optional<ChangeEvent> event = ChangeEvent.of(object);
            if (event.isPresent()) {
                return changed(event.get());
            }
            return isConnect(object) ? fromConnect(object) : delivery(canonical(object));
        } catch (NotReadable e) {
            return new Delivery.Refused(e.reason());
        }
    }

    private Delivery changed(ChangeEvent event) {
        return switch (event.kind()) {
            case CREATE, UPDATE, READ ->
                event.after()
                        .map(this::row)
                        .orElseGet(() -> new Delivery.Refused("The change event has no row after the change"));
            case DELETE -> new Delivery.Deletion(event.before().flatMap(this::keyOf));
            case TRUNCATE ->
                new Delivery.Refused(
                        "The table was truncated: read the pipeline as a full batch, which deletes what is gone");
            case MESSAGE -> new Delivery.Refused("The change event is a message of the log, not a row");
        };
    }

    /** A row image is a record, unless the log does not have all of it. */
    private Delivery row(RowImage image) {
        if (image.isIncomplete()) {
            return keyOf(image)
                    .<Delivery>map(record -> new Delivery.Touch(record.key()))
                    .orElseGet(() -> new Delivery.Refused("The change event has no value for the pipeline's key"));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String column : image.columns().keySet()) {
            String name = declared(column);
            RowImage.Cell cell = image.cell(column, types.get(name));
            if (cell.state() == RowImage.State.UNREADABLE) {
                return new Delivery.Refused("The column '" + name + "' " + cell.reason());
            }
            values.put(name, cell.value());
        }
        return delivery(keyed(values));
    }

    private Optional<RecordReading.CanonicalRecord> keyOf(RowImage image) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        key.forEach(column ->
                values.put(column, image.cell(column, types.get(column)).value()));
        return keyed(values).fold(Optional::of, refused -> Optional.empty());
    }

    private static Delivery delivery(RecordReading reading) {
        return reading.fold(Delivery.Row::new, refused -> new Delivery.Refused(refused.reason()));
    }

    /** Brings columns as a source has them to the canonical form; the values are plain JSON values. */
    public RecordReading canonical(Map<String, ? extends @Nullable Object> columns) {
        return record(columns, Map.of());
    }

    /** Brings rows that share their columns to the canonical form, with less work for each than {@link #canonical}. */
    public RowForm form(ColumnNames columns) {
        return new RowForm(this, columns, types, children, key);
    }

    /** The bytes of a canonical record, as they stand in the record topic. */
    public static byte[] json(Map<String, ? extends @Nullable Object> values) {
        return JsonValues.write(values);
    }

    private Delivery fromConnect(Map<String, @Nullable Object> envelope) {
        if (!(envelope.get("payload") instanceof Map<?, ?> payload)) {
            return new Delivery.Refused("The message has a Connect schema, but its payload is not a struct");
        }
        Map<String, Object> schemas =
                envelope.get("schema") instanceof Map<?, ?> schema ? ConnectValue.fields(schema) : Map.of();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        payload.forEach((name, value) -> columns.put(String.valueOf(name), value));
        RowImage image = new RowImage(columns, schemas);
        if (image.isIncomplete()) {
            return row(image);
        }
        return delivery(record(columns, schemas));
    }

    private RecordReading record(Map<String, ? extends @Nullable Object> columns, Map<String, Object> schemas) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(columns.size() * 2);
        for (Map.Entry<String, ? extends @Nullable Object> column : columns.entrySet()) {
            String name = declared(column.getKey());
            try {
                @Nullable ColumnType type = types.get(name);
                @Nullable Object value = ConnectValue.decode(schemas.get(column.getKey()), column.getValue(), type);
                value = type == null ? value : DeclaredType.convert(type, value);
                value = children.contains(name) ? withLowerCaseNames(value) : value;
                if (values.containsKey(name)) {
                    return new RecordReading.Refused("The message has two columns '" + name + "'");
                }
                values.put(name, value);
            } catch (NotReadable e) {
                return new RecordReading.Refused("The column '" + name + "' " + e.reason());
            }
        }
        return keyed(values);
    }

    RecordReading keyed(Map<String, @Nullable Object> values) {
        List<Object> parts = new ArrayList<>(key.size());
        for (String column : key) {
            Object part = values.get(column);
            if (part == null) {
                return new RecordReading.Refused(
                        values.containsKey(column)
                                ? "The key column '" + column + "' is null"
                                : "The record has no column '" + column + "', which is part of its key");
            }
            if (part instanceof Map || part instanceof List) {
                return new RecordReading.Refused("The key column '" + column + "' holds a structure, not a value");
            }
            if (part instanceof String text && text.isBlank()) {
                return new RecordReading.Refused("The key column '" + column + "' is empty");
            }
            parts.add(part);
        }
        return new RecordReading.CanonicalRecord(values, RecordKey.of(parts));
    }

    String declared(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return declaredNames.getOrDefault(lower, lower);
    }

    /** A child's rows have columns of their own; what is within a column stays as it is. */
    static @Nullable Object withLowerCaseNames(@Nullable Object rows) {
        if (!(rows instanceof List<?> list) || haveLowerCaseNames(list)) {
            return rows;
        }
        List<@Nullable Object> renamed = new ArrayList<>(list.size());
        for (Object row : list) {
            if (row instanceof Map<?, ?> columns) {
                Map<String, @Nullable Object> lower = new LinkedHashMap<>();
                columns.forEach((name, value) -> lower.put(String.valueOf(name).toLowerCase(Locale.ROOT), value));
                renamed.add(lower);
            } else {
                renamed.add(row);
            }
        }
        return renamed;
    }

    private static boolean haveLowerCaseNames(List<?> rows) {
        for (Object row : rows) {
            if (!(row instanceof RowValues values && values.names().areLowerCase())) {
                return false;
            }
        }
        return true;
    }

    /** Connect writes exactly a schema and a payload; a table with these two columns has no schema that is a map. */
    private static boolean isConnect(Map<String, @Nullable Object> object) {
        return object.size() == 2
                && object.containsKey("payload")
                && object.containsKey("schema")
                && (object.get("schema") == null
                        || (object.get("schema") instanceof Map<?, ?> schema && schema.containsKey("type")))
                && (object.get("payload") == null || object.get("payload") instanceof Map);
    }
}
