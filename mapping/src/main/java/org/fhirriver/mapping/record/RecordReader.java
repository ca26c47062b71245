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
import java.util.concurrent.ConcurrentHashMap;
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

    /** Messages of a pipeline have the same names again and again; those with ever new ones are not remembered. */
    private static final int MOST_NAMES = 2_000;

    private final List<String> key;
    private final Map<String, String> declaredNames = new HashMap<>();
    private final Map<String, ColumnType> types;
    private final Set<String> children;
    private final Map<String, Column> columns = new ConcurrentHashMap<>();

    /**
     * What is known of a column, as messages name it.
     *
     * @param same whether that is its declared name
     */
    private record Column(
            String name, boolean same, @Nullable ColumnType type, boolean child) {}

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
            return isConnect(object) ? fromConnect(object) : delivery(own(object));
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

    /** Brings an object that nobody else has to the canonical form; where its names are as declared, it stays itself. */
    private RecordReading own(Map<String, @Nullable Object> object) {
        for (String name : object.keySet()) {
            if (!column(name).same()) {
                return canonical(object);
            }
        }
        for (Map.Entry<String, @Nullable Object> entry : object.entrySet()) {
            Column column = column(entry.getKey());
            if (column.type() != null || column.child()) {
                try {
                    entry.setValue(value(column, entry.getValue()));
                } catch (NotReadable e) {
                    return refused(column, e);
                }
            }
        }
        return keyed(object);
    }

    private RecordReading record(Map<String, ? extends @Nullable Object> from, Map<String, Object> schemas) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(from.size() * 2);
        for (Map.Entry<String, ? extends @Nullable Object> entry : from.entrySet()) {
            Column column = column(entry.getKey());
            try {
                @Nullable Object value = ConnectValue.decode(schemas.get(entry.getKey()), entry.getValue(), column.type());
                value = value(column, value);
                if (values.containsKey(column.name())) {
                    return new RecordReading.Refused("The message has two columns '" + column.name() + "'");
                }
                values.put(column.name(), value);
            } catch (NotReadable e) {
                return refused(column, e);
            }
        }
        return keyed(values);
    }

    private static @Nullable Object value(Column column, @Nullable Object value) throws NotReadable {
        ColumnType type = column.type();
        Object converted = type == null ? value : DeclaredType.convert(type, value);
        return column.child() ? withLowerCaseNames(converted) : converted;
    }

    private static RecordReading refused(Column column, NotReadable e) {
        return new RecordReading.Refused("The column '" + column.name() + "' " + e.reason());
    }

    private Column column(String name) {
        Column known = columns.get(name);
        if (known != null) {
            return known;
        }
        String declared = declared(name);
        Column column = new Column(declared, declared.equals(name), types.get(declared), children.contains(declared));
        if (columns.size() < MOST_NAMES) {
            columns.put(name, column);
        }
        return column;
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
