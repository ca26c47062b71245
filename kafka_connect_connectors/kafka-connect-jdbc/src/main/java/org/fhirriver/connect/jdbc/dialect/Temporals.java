package org.fhirriver.connect.jdbc.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Reads and binds values of time without a detour over this machine's time zone. */
public interface Temporals {

    @Nullable LocalDate date(ResultSet row, int column) throws SQLException;

    /** A {@link LocalTime}, or the database's text where its type goes beyond the times of a day. */
    @Nullable Object time(ResultSet row, int column) throws SQLException;

    /** A timestamp that is stored without a zone. */
    @Nullable LocalDateTime timestamp(ResultSet row, int column) throws SQLException;

    /** A timestamp that is a moment, in UTC. */
    @Nullable LocalDateTime moment(ResultSet row, int column) throws SQLException;

    void bindDate(PreparedStatement statement, int parameter, LocalDate value) throws SQLException;

    /** Binds what is compared with a timestamp that is stored without a zone. */
    void bindTimestamp(PreparedStatement statement, int parameter, LocalDateTime value) throws SQLException;

    /** Binds what is compared with a timestamp that is a moment, given in UTC. */
    void bindMoment(PreparedStatement statement, int parameter, LocalDateTime value) throws SQLException;
}
