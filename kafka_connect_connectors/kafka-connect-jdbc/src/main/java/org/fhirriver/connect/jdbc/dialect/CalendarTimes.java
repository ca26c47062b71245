package org.fhirriver.connect.jdbc.dialect;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** For drivers of unknown age: every wall-clock time is taken to be in UTC, both ways, so it stays as it is. */
final class CalendarTimes implements Temporals {

    @SuppressWarnings("JavaUtilDate") // The calendar takes no other.
    private static Calendar utc() {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        // java.time has no Julian calendar, so there must be none here.
        calendar.setGregorianChange(new java.util.Date(Long.MIN_VALUE));
        return calendar;
    }

    @Override
    public @Nullable LocalDate date(ResultSet row, int column) throws SQLException {
        Date value = row.getDate(column, utc());
        return value == null ? null : LocalDate.ofInstant(Instant.ofEpochMilli(value.getTime()), ZoneOffset.UTC);
    }

    @Override
    public @Nullable Object time(ResultSet row, int column) throws SQLException {
        Time value = row.getTime(column, utc());
        return value == null ? null : LocalTime.ofInstant(Instant.ofEpochMilli(value.getTime()), ZoneOffset.UTC);
    }

    @Override
    public @Nullable LocalDateTime timestamp(ResultSet row, int column) throws SQLException {
        Timestamp value = row.getTimestamp(column, utc());
        return value == null ? null : LocalDateTime.ofInstant(value.toInstant(), ZoneOffset.UTC);
    }

    @Override
    public @Nullable LocalDateTime moment(ResultSet row, int column) throws SQLException {
        return timestamp(row, column);
    }

    @Override
    public void bindDate(PreparedStatement statement, int parameter, LocalDate value) throws SQLException {
        long millis = value.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        statement.setDate(parameter, new Date(millis), utc());
    }

    @Override
    public void bindTimestamp(PreparedStatement statement, int parameter, LocalDateTime value) throws SQLException {
        statement.setTimestamp(parameter, Timestamp.from(value.toInstant(ZoneOffset.UTC)), utc());
    }

    @Override
    public void bindMoment(PreparedStatement statement, int parameter, LocalDateTime value) throws SQLException {
        bindTimestamp(statement, parameter, value);
    }
}
