package org.fhirriver.connect.sftp.rows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.fhirriver.connect.sftp.settings.RecordSettings;
import org.fhirriver.connect.sftp.settings.SftpSettings;
import org.jspecify.annotations.Nullable;

/** How the rows of one file become values: which column is which field. */
public final class RowShape {

    private final List<String> columns;
    private final Schema schema;
    private final List<@Nullable Field> fields;
    private final FieldReader reader;
    private final Keys keys;

    private RowShape(List<String> columns, Schema schema, SftpSettings settings, String topic) throws Unreadable {
        this.columns = columns;
        this.schema = schema;
        this.fields = new ArrayList<>();
        columns.forEach(column -> fields.add(schema.field(column)));
        this.reader = new FieldReader(settings.records());
        this.keys = Keys.of(settings.records(), topic, schema);
    }

    /**
     * A row's key and value.
     *
     * @param key null when records have none
     */
    public record Row(@Nullable Schema keySchema, @Nullable Object key, Struct value) {}

    /** The shape of a file with a header; the order of its columns is its own. */
    public static RowShape ofHeader(List<@Nullable String> header, SftpSettings settings, String topic)
            throws Unreadable {
        List<String> columns = new ArrayList<>();
        for (String name : header) {
            String column = name == null ? "" : name.strip();
            columns.add(settings.csv().caseSensitive() ? column : column.toLowerCase(Locale.ROOT));
        }
        if (columns.contains("")) {
            throw new Unreadable("the header has a column without a name");
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new Unreadable("the header has a column twice");
        }
        Schema schema = settings.records().valueSchema();
        return new RowShape(columns, schema == null ? generated(columns, settings) : schema, settings, topic)
                .complete();
    }

    /** The shape of a file without a header. */
    public static RowShape ofCount(int count, SftpSettings settings, String topic) throws Unreadable {
        Schema schema = settings.records().valueSchema();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < count && schema == null; i++) {
            columns.add("column" + (i + 1));
        }
        if (schema != null) {
            schema.fields().forEach(field -> columns.add(field.name()));
        }
        return new RowShape(columns, schema == null ? generated(columns, settings) : schema, settings, topic);
    }

    private static Schema generated(List<String> columns, SftpSettings settings) {
        SchemaBuilder struct = SchemaBuilder.struct();
        settings.records().generatedValueName().ifPresent(struct::name);
        columns.forEach(column -> struct.field(column, Schema.OPTIONAL_STRING_SCHEMA));
        return struct.build();
    }

    private RowShape complete() throws Unreadable {
        for (Field field : schema.fields()) {
            if (!field.schema().isOptional() && !columns.contains(field.name())) {
                throw new Unreadable("the header has no column " + field.name());
            }
        }
        return this;
    }

    /** Makes a row of the fields of a record. */
    public Row row(List<@Nullable String> values) throws Unreadable {
        if (values.size() != columns.size()) {
            throw new Unreadable("it has " + values.size() + " columns in place of " + columns.size());
        }
        var value = new Struct(schema);
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            String text = values.get(i);
            if (field == null) {
                continue;
            }
            boolean missing = text == null || (text.isEmpty() && field.schema().type() != Schema.Type.STRING);
            if (missing && !field.schema().isOptional()) {
                throw new Unreadable("column " + field.name() + " is empty");
            }
            value.put(field, missing || text == null ? null : reader.read(field.name(), field.schema(), text));
        }
        return new Row(keys.schema(), keys.of(value), value);
    }

    /** Whose columns make the keys. */
    private record Keys(@Nullable Schema schema, List<String> columns, boolean asText) {

        static Keys of(RecordSettings settings, String topic, Schema value) throws Unreadable {
            Schema schema = settings.keySchema();
            List<String> text = settings.keyColumns().of(topic);
            if (schema != null) {
                return checked(
                        new Keys(
                                schema,
                                schema.fields().stream().map(Field::name).toList(),
                                false),
                        value);
            }
            if (!text.isEmpty()) {
                return checked(new Keys(Schema.STRING_SCHEMA, text, true), value);
            }
            if (settings.generatedKeyFields().isEmpty() || settings.valueSchema() != null) {
                return new Keys(null, List.of(), true);
            }
            SchemaBuilder generated = SchemaBuilder.struct();
            settings.generatedKeyName().ifPresent(generated::name);
            settings.generatedKeyFields().forEach(column -> generated.field(column, Schema.STRING_SCHEMA));
            return checked(new Keys(generated.build(), settings.generatedKeyFields(), false), value);
        }

        private static Keys checked(Keys keys, Schema value) throws Unreadable {
            for (String column : keys.columns()) {
                if (value.field(column) == null) {
                    throw new Unreadable("there is no column " + column + ", which is part of the key");
                }
            }
            return keys;
        }

        @Nullable Object of(Struct value) throws Unreadable {
            if (schema == null) {
                return null;
            }
            for (String column : columns) {
                if (value.get(column) == null) {
                    throw new Unreadable("column " + column + " is empty, which is part of the key");
                }
            }
            return asText ? KeyText.of(columns, value) : struct(schema, value);
        }

        private static Struct struct(Schema schema, Struct value) {
            var key = new Struct(schema);
            schema.fields().forEach(field -> key.put(field, value.get(field.name())));
            return key;
        }
    }
}
