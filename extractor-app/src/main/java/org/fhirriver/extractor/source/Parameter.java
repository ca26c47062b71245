package org.fhirriver.extractor.source;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * A value that is bound to a statement; its text never shows.
 *
 * @param value the value
 * @param jdbcType its type for JDBC, or {@link Types#JAVA_OBJECT} when the value's class says it
 */
record Parameter(Object value, int jdbcType) {

    /** A value as a record has it, for a column whose type only the database knows. */
    static Parameter ofValue(Dialect dialect, Object value) {
        if (!(value instanceof String)) {
            return new Parameter(value, Types.JAVA_OBJECT);
        }
        // PostgreSQL compares nothing else with text, unless it is told that the type is its own matter.
        return new Parameter(value, dialect.product().equals("PostgreSQL") ? Types.OTHER : Types.VARCHAR);
    }

    static void bind(PreparedStatement statement, List<Parameter> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (parameter.jdbcType == Types.JAVA_OBJECT) {
                statement.setObject(i + 1, parameter.value);
            } else {
                statement.setObject(i + 1, parameter.value, parameter.jdbcType);
            }
        }
    }

    @Override
    public String toString() {
        return "?";
    }
}
