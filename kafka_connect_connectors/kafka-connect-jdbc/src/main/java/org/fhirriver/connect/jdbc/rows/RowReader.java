package org.fhirriver.connect.jdbc.rows;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.fhirriver.connect.jdbc.database.Failures;
import org.fhirriver.connect.jdbc.dialect.Dialect;
import org.fhirriver.connect.jdbc.settings.ValueSettings;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one result. */
public final class RowReader {

    private final String source;
    private final ResultSet result;
    private final List<Column> columns;
    private final RowSchemas schemas;
    private final RecordKeys keys;
    private final @Nullable Object[] values;

    /**
     * Prepares for a result's columns.
     *
     * @param source what is read, for messages
     * @param schemaName the name of the records' schema
     * @param keyColumns the names of the columns of the record's key
     */
    public RowReader(
            String source,
            String schemaName,
            ResultSet result,
            List<String> keyColumns,
            ValueSettings settings,
            Dialect dialect)
            throws SQLException {
        this.source = source;
        this.result = result;
        this.columns = columns(result.getMetaData(), new ColumnTypes(settings, dialect));
        this.schemas = new RowSchemas(schemaName, columns);
        this.keys = new RecordKeys(keyColumns.stream().map(this::column).toList());
        this.values = new Object[columns.size()];
    }

    private List<Column> columns(ResultSetMetaData data, ColumnTypes types) throws SQLException {
        var found = new ArrayList<Column>();
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            String name = data.getColumnLabel(i);
            if (!names.add(name)) {
                throw new ConnectException(source + " has two columns named " + name + "; give one another name");
            }
            boolean optional = data.isNullable(i) != ResultSetMetaData.columnNoNulls;
            found.add(new Column(name, i, optional, types.of(data, i)));
        }
        return found;
    }

    private Column column(String name) {
        return columns.get(indexOf(name));
    }

    /** The index of a column by its name, in its case or, where none has that, in another. */
    public int indexOf(String name) {
        for (Column column : columns) {
            if (column.name().equals(name)) {
                return column.number() - 1;
            }
        }
        for (Column column : columns) {
            if (column.name().equalsIgnoreCase(name)) {
                return column.number() - 1;
            }
        }
        throw new ConnectException(source + " has no column " + name + " but "
                + String.join(", ", columns.stream().map(Column::name).toList()));
    }

    /** Moves to the next row, if there is one. */
    public boolean next() throws SQLException {
        return result.next();
    }

    /** Reads the current row's values; {@link #row()} and the others speak of it then. */
    public void read() throws SQLException {
        for (Column column : columns) {
            try {
                values[column.number() - 1] = column.type().reader().read(result, column.number());
            } catch (SQLException e) {
                if (e.getSQLState() != null && e.getSQLState().startsWith("22")) {
                    throw Failures.exception("Reading column " + column.name() + " of " + source, e);
                }
                throw e;
            }
        }
    }

    /** A value of the current row as it was read. */
    public @Nullable Object value(int index) {
        return values[index];
    }

    /** The current row's content. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(values);
    }

    /** The current row. */
    public Row row() {
        Schema schema = schemas.of(values);
        var struct = new Struct(schema);
        List<Field> fields = schema.fields();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                struct.put(fields.get(i), columns.get(i).type().toConnect().apply(value));
            }
        }
        return new Row(keys.of(values), struct);
    }
}
