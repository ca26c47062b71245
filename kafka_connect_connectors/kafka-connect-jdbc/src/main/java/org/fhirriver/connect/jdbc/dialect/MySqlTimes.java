package org.fhirriver.connect.jdbc.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** MySQL's TIME is a span of up to 838 hours, also below zero; its driver would wrap that into a day. */
final class MySqlTimes extends JavaTimes {

    @Override
    public @Nullable Object time(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            return null;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
