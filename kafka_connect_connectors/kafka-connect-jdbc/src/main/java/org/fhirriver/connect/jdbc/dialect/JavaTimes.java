package org.fhirriver.connect.jdbc.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** For drivers that know java.time. */
class JavaTimes implements Temporals {

    @Override
    public @Nullable LocalDate date(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    @Override
    public @Nullable Object time(ResultSet row, int column) throws SQLException {
        LocalTime value = row.getObject(column, LocalTime.class);
        // PostgreSQL has a time at the end of the day.
        return LocalTime.MAX.equals(value) ? "24:00:00" : value;
    }

    @Override
    public @Nullable LocalDateTime timestamp(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class);
    }

    @Override
    public @Nullable LocalDateTime moment(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        if (value == null) {
            return null;
        }
        if (value.equals(OffsetDateTime.MAX)) {
            return LocalDateTime.MAX;
        }
        if (value.equals(OffsetDateTime.MIN)) {
            return LocalDateTime.MIN;
        }
        return value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    @Override
    public void bindDate(PreparedStatement statement, int parameter, LocalDate value) throws SQLException {
        statement.setObject(parameter, value);
    }

    @Override
    public void bindTimestamp(PreparedStatement statement, int parameter, LocalDateTime value) throws SQLException {
        statement.setObject(parameter, value);
    }

    @Override
    public void bindMoment(PreparedStatement statement, int parameter, LocalDateTime value) throws SQLException {
        statement.setObject(parameter, value.atOffset(ZoneOffset.UTC));
    }
}
