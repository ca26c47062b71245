package org.fhirriver.connect.jdbc.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.fhirriver.connect.jdbc.database.Tables;
import org.fhirriver.connect.jdbc.dialect.Dialect;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.jdbc.settings.Keys;
import org.fhirriver.connect.jdbc.settings.Mode;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.jspecify.annotations.Nullable;

/** Learns the shape of a source: its columns, which of them have a role, and whether they can fill it. */
final class Inspection {

    private static final Set<Integer> WHOLE =
            Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL);

    private final Source source;
    private final JdbcSettings settings;
    private final Dialect dialect;
    private final Connection connection;
    private final SqlNames names;
    private final List<Found> columns = new ArrayList<>();

    /** A column as the database describes it. */
    private record Found(String name, int type, boolean nullable) {}

    private Inspection(Source source, JdbcSettings settings, Dialect dialect, Connection connection)
            throws SQLException {
        this.source = source;
        this.settings = settings;
        this.dialect = dialect;
        this.connection = connection;
        this.names = SqlNames.of(connection.getMetaData(), settings.database().quoting());
    }

    /** Learns a source's shape; throws when the configuration does not fit it. */
    static Shape of(Source source, JdbcSettings settings, Dialect dialect, Connection connection) throws SQLException {
        return new Inspection(source, settings, dialect, connection).shape();
    }

    private Shape shape() throws SQLException {
        String from = source.asTable().map(names::table).orElseGet(() -> "(" + source.query() + ") river_query");
        describe(from);
        Order order = order();
        String writtenSince = order == null ? null : writtenSince();
        return new Shape(from, order, keyColumns(), writtenSince);
    }

    private @Nullable String writtenSince() throws SQLException {
        Optional<TableId> table = source.asTable();
        return table.isEmpty()
                ? null
                : dialect.writtenSince(connection, table.get()).orElse(null);
    }

    private void describe(String from) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + from + " WHERE 1 = 0");
                ResultSet result = statement.executeQuery()) {
            ResultSetMetaData data = result.getMetaData();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                String typeName = Optional.ofNullable(data.getColumnTypeName(i)).orElse("");
                int type = dialect.typeOf(data.getColumnType(i), typeName, data.getPrecision(i));
                columns.add(new Found(
                        data.getColumnLabel(i), type, data.isNullable(i) == ResultSetMetaData.columnNullable));
            }
        }
    }

    private @Nullable Order order() throws SQLException {
        Mode mode = settings.reading().mode();
        return switch (mode) {
            case BULK -> null;
            case INCREMENTING -> new IdOrder(id());
            case TIMESTAMP -> new TimeOrder(times());
            case TIMESTAMP_INCREMENTING -> new TimeAndIdOrder(times(), id());
        };
    }

    private IdColumn id() throws SQLException {
        Optional<List<String>> named = source.columns(settings.reading().ids());
        Found column = named.isPresent() ? column(named.get().get(0), Keys.INCREMENTING_COLUMN) : incremented();
        if (!WHOLE.contains(column.type())) {
            throw new ConnectException(Keys.INCREMENTING_COLUMN + ": " + column.name() + " of " + source
                    + " is not a column of whole numbers");
        }
        refuseNullable(List.of(column), Keys.INCREMENTING_COLUMN);
        return new IdColumn(column.name(), names.column(column.name()));
    }

    private Found incremented() throws SQLException {
        Set<String> incremented = source.asTable().isEmpty()
                ? Set.of()
                : dialect.incremented(connection, source.asTable().get());
        if (incremented.size() != 1) {
            throw new ConnectException(Keys.INCREMENTING_COLUMN + ": " + source + " has " + incremented.size()
                    + " columns that the database increments, so the column has to be named");
        }
        return column(incremented.iterator().next(), Keys.INCREMENTING_COLUMN);
    }

    private TimeColumns times() {
        List<String> named = source.columns(settings.reading().timestamps())
                .orElseThrow(() -> new ConnectException(Keys.TIMESTAMP_COLUMNS + ": no column is named for " + source));
        List<Found> found =
                named.stream().map(name -> column(name, Keys.TIMESTAMP_COLUMNS)).toList();
        Set<TimeColumns.Kind> kinds = Set.copyOf(found.stream().map(this::kind).toList());
        if (kinds.size() != 1) {
            throw new ConnectException(Keys.TIMESTAMP_COLUMNS + ": " + named + " of " + source
                    + " are not all dates, or all timestamps with or all without a time zone");
        }
        refuseNullable(found, Keys.TIMESTAMP_COLUMNS);
        List<String> sql = found.stream().map(Found::name).map(names::column).toList();
        return new TimeColumns(
                found.stream().map(Found::name).toList(),
                sql.size() == 1 ? sql.get(0) : "COALESCE(" + String.join(", ", sql) + ")",
                kinds.iterator().next(),
                settings.reading().zone(),
                dialect.temporals());
    }

    private TimeColumns.Kind kind(Found column) {
        return switch (column.type()) {
            case Types.DATE -> TimeColumns.Kind.DATE;
            case Types.TIMESTAMP -> TimeColumns.Kind.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> TimeColumns.Kind.MOMENT;
            default ->
                throw new ConnectException(Keys.TIMESTAMP_COLUMNS + ": " + column.name() + " of " + source
                        + " is neither a date nor a timestamp");
        };
    }

    /** One of the columns must never be null, or rows are never found; of a query nobody can tell. */
    private void refuseNullable(List<Found> found, String key) {
        if (settings.reading().refusesNullable()
                && source.asTable().isPresent()
                && found.stream().allMatch(Found::nullable)) {
            throw new ConnectException(key + ": " + found.get(0).name() + " of " + source
                    + " may be null, and rows where it is would never be read; " + Keys.VALIDATE_NON_NULL
                    + "=false accepts that");
        }
    }

    private List<String> keyColumns() throws SQLException {
        Optional<List<String>> named = source.columns(settings.values().keys());
        if (named.isPresent()) {
            return named.get().stream()
                    .map(name -> column(name, Keys.RECORD_KEY_COLUMNS).name())
                    .toList();
        }
        return source.asTable().isEmpty()
                ? List.of()
                : Tables.primaryKey(connection, source.asTable().get());
    }

    private Found column(String name, String key) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.name().equalsIgnoreCase(name))
                        .findFirst())
                .orElseThrow(() -> new ConnectException(key + ": " + source + " has no column " + name));
    }
}
