package org.fhirriver.mapping.record;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of a query's result as a canonical value: numbers with their digits, dates and times as ISO text,
 * points in time in UTC, bytes as base64, JSON as it is, everything else as text.
 */
public final class SqlColumn {

    /** SQL Server's datetimeoffset and Oracle's two timestamps with a zone, which java.sql has no constants for. */
    private static final List<Integer> ZONED = List.of(Types.TIMESTAMP_WITH_TIMEZONE, -155, -101, -102);

    /** The class of SQL states by which a driver says that a value is none of the type. */
    private static final String DATA_EXCEPTION = "22";

    private final String name;
    private final int index;
    private final Reader reader;

    /** How a column's values are read; null is SQL NULL. */
    private interface Reader {
        @Nullable Object read(ResultSet row, int index) throws SQLException;
    }

    private SqlColumn(String name, int index, Reader reader) {
        this.name = name;
        this.index = index;
        this.reader = reader;
    }

    /** The columns of a result in their order. */
    public static List<SqlColumn> of(ResultSetMetaData result) throws SQLException {
        List<SqlColumn> columns = new ArrayList<>();
        for (int index = 1; index <= result.getColumnCount(); index++) {
            String type = Objects.requireNonNullElse(result.getColumnTypeName(index), "")
                    .toLowerCase(Locale.ROOT);
            Reader reader = reader(result.getColumnType(index), type, result.getPrecision(index));
            columns.add(new SqlColumn(result.getColumnLabel(index), index, reader));
        }
        return columns;
    }

    /** The column's label in the query. */
    public String name() {
        return name;
    }

    /** The value in the row that the result stands at. */
    public @Nullable Object read(ResultSet row) throws SQLException {
        return reader.read(row, index);
    }

    private static Reader reader(int type, String typeName, int precision) {
        if (typeName.equals("json") || typeName.equals("jsonb")) {
            return SqlColumn::json;
        }
        if (typeName.equals("uuid")) {
            return SqlColumn::uuid;
        }
        if (ZONED.contains(type) || typeName.equals("timestamptz")) {
            return SqlColumn::moment;
        }
        return switch (type) {
            case Types.BOOLEAN -> SqlColumn::bool;
            case Types.BIT -> bit(typeName, precision);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> SqlColumn::integer;
            case Types.BIGINT -> typeName.contains("unsigned") ? SqlColumn::bigInteger : SqlColumn::integer;
            case Types.DECIMAL, Types.NUMERIC -> SqlColumn::decimal;
            case Types.REAL -> SqlColumn::real;
            case Types.FLOAT, Types.DOUBLE -> SqlColumn::floating;
            case Types.DATE -> typeName.equals("year") ? SqlColumn::integer : orText(SqlColumn::date);
            case Types.TIME -> typeName.equals("timetz") ? ResultSet::getString : SqlColumn::time;
            case Types.TIMESTAMP -> orText(SqlColumn::timestamp);
            case Types.CHAR, Types.NCHAR -> SqlColumn::padded;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> SqlColumn::bytes;
            case Types.ARRAY -> SqlColumn::array;
            default -> ResultSet::getString;
        };
    }

    /** One bit is a boolean (PostgreSQL's bool, MySQL's tinyint(1)); PostgreSQL's bit strings stay text. */
    private static Reader bit(String typeName, int precision) {
        if (typeName.equals("bool") || typeName.contains("tinyint") || precision <= 1) {
            return SqlColumn::bool;
        }
        return typeName.equals("bit") ? ResultSet::getString : SqlColumn::bytes;
    }

    private static @Nullable Object bool(ResultSet row, int index) throws SQLException {
        boolean value = row.getBoolean(index);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Object integer(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Object bigInteger(ResultSet row, int index) throws SQLException {
        String digits = row.getString(index);
        return digits == null ? null : new BigInteger(digits);
    }

    /** PostgreSQL's NaN and infinity are no numbers of JSON, and stay text. */
    private static @Nullable Object decimal(ResultSet row, int index) throws SQLException {
        String digits = row.getString(index);
        return digits == null ? null : number(digits);
    }

    private static @Nullable Object real(ResultSet row, int index) throws SQLException {
        float value = row.getFloat(index);
        return row.wasNull() ? null : number(Float.toString(value));
    }

    /** The shortest digits that name the number: 0.1 and never 0.1000000000000000055. */
    private static @Nullable Object floating(ResultSet row, int index) throws SQLException {
        double value = row.getDouble(index);
        return row.wasNull() ? null : number(Double.toString(value));
    }

    private static Object number(String digits) {
        try {
            return new BigDecimal(digits.strip());
        } catch (NumberFormatException e) {
            return digits;
        }
    }

    /**
     * What MySQL takes for a date and Java does not, such as 2000-00-00, is text: such a value is to be the trouble of
     * its own row, and not of the whole reading.
     */
    private static Reader orText(Reader typed) {
        return (row, index) -> {
            try {
                return typed.read(row, index);
            } catch (SQLException e) {
                String state = Objects.requireNonNullElse(e.getSQLState(), "");
                if (!state.startsWith(DATA_EXCEPTION)) {
                    throw e;
                }
                return row.getString(index);
            }
        };
    }

    private static @Nullable Object date(ResultSet row, int index) throws SQLException {
        LocalDate date = row.getObject(index, LocalDate.class);
        return date == null ? null : CanonicalTime.text(date);
    }

    private static @Nullable Object time(ResultSet row, int index) throws SQLException {
        LocalTime time = row.getObject(index, LocalTime.class);
        return time == null ? null : CanonicalTime.text(time);
    }

    private static @Nullable Object timestamp(ResultSet row, int index) throws SQLException {
        LocalDateTime timestamp = row.getObject(index, LocalDateTime.class);
        return timestamp == null ? null : CanonicalTime.text(timestamp);
    }

    private static @Nullable Object moment(ResultSet row, int index) throws SQLException {
        OffsetDateTime moment = row.getObject(index, OffsetDateTime.class);
        return moment == null ? null : CanonicalTime.text(moment);
    }

    /** CHAR(n) is filled up with spaces that mean nothing. */
    private static @Nullable Object padded(ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        return text == null ? null : withoutPadding(text);
    }

    private static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static @Nullable Object uuid(ResultSet row, int index) throws SQLException {
        String uuid = row.getString(index);
        return uuid == null ? null : uuid.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object bytes(ResultSet row, int index) throws SQLException {
        byte[] bytes = row.getBytes(index);
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    private static @Nullable Object json(ResultSet row, int index) throws SQLException {
        String json = row.getString(index);
        if (json == null) {
            return null;
        }
        try (JsonParser parser = JsonValues.JSON.createParser(json)) {
            parser.nextToken();
            return JsonValues.read(parser);
        } catch (IOException | NotReadable e) {
            // A database's own JSON is JSON; a number of a million digits stays text.
            return json;
        }
    }

    private static @Nullable Object array(ResultSet row, int index) throws SQLException {
        Array array = row.getArray(index);
        if (array == null) {
            return null;
        }
        try {
            return element(array.getArray());
        } finally {
            array.free();
        }
    }

    private static @Nullable Object element(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Object[] elements) {
            List<@Nullable Object> list = new ArrayList<>(elements.length);
            for (Object each : elements) {
                list.add(element(each));
            }
            return list;
        }
        if (value instanceof Number number) {
            return number(number.toString());
        }
        if (value instanceof java.sql.Date date) {
            return CanonicalTime.text(date.toLocalDate());
        }
        if (value instanceof Timestamp timestamp) {
            return CanonicalTime.text(timestamp.toLocalDateTime());
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString();
    }
}
